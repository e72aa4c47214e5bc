package org.throughline.server.talent.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Line;
import org.throughline.server.face.LinkState;
import org.throughline.server.face.Station;
import org.throughline.server.talent.Evidence;
import org.throughline.server.talent.RequirementExplained;

/** Draws one requirement of a match as the line: requirement, alignment, outcome, achievement, credential, person. */
final class Lines {
    private Lines() {}

    /**
     * @param person what the person is called here
     * @param proofHref the page of the credential's report, or null where the reader has none
     */
    static Line of(RequirementExplained explained, String person, @Nullable String proofHref) {
        List<Station> stations = new ArrayList<>();
        Evidence evidence = explained.evidence();
        Station requirement = Station.of("requirement", explained.label()).detail(asked(explained));
        if (evidence == null) {
            stations.add(requirement.link(LinkState.BROKEN, "nothing verified answers this"));
            stations.add(Station.of("person", person));
            return new Line(explained.label() + ": no line to " + person, stations);
        }
        stations.add(requirement);
        for (AlignmentStep step : explained.path()) {
            stations.add(Station.of("alignment", capital(words(step.associationType())))
                    .detail(step.reason().isBlank() ? null : step.reason())
                    .by(step.decidedBy())
                    .since(Dates.day(step.decidedAt()))
                    .href("/crosswalks/" + step.crosswalk()));
        }
        if (!explained.path().isEmpty()) {
            stations.add(Station.of("outcome", evidence.itemLabel()));
        }
        stations.add(Station.of("achievement", evidence.achievement()));
        stations.add(Station.of("credential", "Verified")
                .by(evidence.issuerName())
                .since(evidence.awarded() == null ? null : Dates.day(evidence.awarded()))
                .href(proofHref));
        stations.add(Station.of("person", person));
        return new Line(explained.label() + ": the line to " + person, stations);
    }

    private static String asked(RequirementExplained explained) {
        String importance = Words.importance(explained.requirement().importance());
        return (explained.requirement().required() ? "Required, " : "Preferred, ")
                + importance
                + (explained.group() == null ? "" : "; in “" + explained.group() + "”");
    }

    static String words(String associationType) {
        return AssociationType.ofWire(associationType)
                .map(AssociationType::words)
                .orElse("related, not the same");
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
