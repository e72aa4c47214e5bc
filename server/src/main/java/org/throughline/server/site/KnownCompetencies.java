package org.throughline.server.site;

import org.springframework.stereotype.Component;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;

/** Tells the verifier what an alignment points to, where one of our frameworks has it. */
@Component
final class KnownCompetencies implements CompetencyResolver {
    private final Frameworks frameworks;

    KnownCompetencies(Frameworks frameworks) {
        this.frameworks = frameworks;
    }

    @Override
    public Resolution resolve(String targetUrl) {
        if (targetUrl.isBlank()) {
            return new Resolution.NotFound("The alignment names no competency.");
        }
        return frameworks
                .item(new ItemUri(targetUrl))
                .<Resolution>map(item -> new Resolution.Found(item.label(), item.statement(), item.frameworkTitle()))
                .orElseGet(() -> new Resolution.Unreachable("No framework on this server has it."));
    }
}
