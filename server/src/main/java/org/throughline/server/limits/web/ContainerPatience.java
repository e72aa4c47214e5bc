package org.throughline.server.limits.web;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Gives the public port its end of patience. The operator's port is for programs of the operator. */
@Component
class ContainerPatience implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final PatientProtocol.Patience patience;

    ContainerPatience(@Value("${throughline.request-time:20s}") Duration whole) {
        this.patience = new PatientProtocol.Patience(whole, PatientProtocol.Patience.USUAL.bytesPerSecond());
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(PatientProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof PatientProtocol protocol) {
                protocol.patience(patience);
            }
        });
    }
}
