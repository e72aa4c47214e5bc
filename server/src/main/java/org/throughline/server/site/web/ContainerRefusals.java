package org.throughline.server.site.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.Problem;

/** What the container refuses by itself, because it can't be read as a request, is answered as everything else is: with a problem and with the safety headers. */
@Component
class ContainerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final ProblemAnswers answers;
    private final List<HeaderWriter> headers;

    ContainerRefusals(ProblemAnswers answers, List<HeaderWriter> headers) {
        this.answers = answers;
        this.headers = headers;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new AtTheGate());
    }

    /** Stands before everything of ours, where what the container refused arrives as refused already. */
    private final class AtTheGate extends ValveBase {
        AtTheGate() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            int status = response.getStatus();
            if (status < HttpStatus.BAD_REQUEST.value()) {
                getNext().invoke(request, response);
                return;
            }
            response.setSuspended(false);
            headers.forEach(writer -> writer.writeHeaders(request, response));
            Problem problem = ProblemAnswers.of(request, status);
            answers.writeJson(problem, problem.type().status(), request, response);
        }
    }
}
