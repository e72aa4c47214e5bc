package org.throughline.server.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.face.Action;
import org.throughline.server.face.ProblemView;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Where every failed request ends: the page of its problem, or its JSON. No message of an exception and no stack trace ever leaves here. */
@Controller
class ErrorPage implements ErrorController {
    private final ProblemAnswers answers;
    private final ProblemTexts texts;
    private final List<HeaderWriter> headers;

    ErrorPage(ProblemAnswers answers, ProblemTexts texts, List<HeaderWriter> headers) {
        this.answers = answers;
        this.texts = texts;
        this.headers = headers;
    }

    @RequestMapping("/error")
    @Nullable
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = ProblemAnswers.of(request, ProblemAnswers.status(request));
        // what was refused before any chain of filters saw it has no headers yet
        headers.forEach(writer -> writer.writeHeaders(request, response));
        ProblemAnswers.sayWhen(problem, response);
        if (!ProblemAnswers.wantsPage(request)) {
            answers.writeJson(problem, dialectStatus(problem, request), request, response);
            return null;
        }
        ModelAndView page = new ModelAndView("problem", Map.of("problem", view(problem)));
        page.setStatus(HttpStatus.valueOf(problem.type().status()));
        return page;
    }

    /** 406 and 415 are told as what they are by those who have words for it; the house calls both malformed. */
    private static int dialectStatus(Problem problem, HttpServletRequest request) {
        int status = ProblemAnswers.status(request);
        return problem.type() == ProblemType.MALFORMED && status >= 400 && status < 500
                ? status
                : problem.type().status();
    }

    private ProblemView view(Problem problem) {
        ProblemTexts.Text text = texts.of(problem.type());
        String happened =
                String.join("\n", String.valueOf(problem.getMessage()), String.join("\n", problem.findings()));
        return new ProblemView(
                problem.type().status(),
                problem.type().code(),
                problem.type().title(),
                happened.strip(),
                text.kept(),
                text.next(),
                List.of(
                        new Action("Go to the start page", "/"),
                        new Action(
                                "About this problem",
                                "/problems/" + problem.type().code())));
    }
}
