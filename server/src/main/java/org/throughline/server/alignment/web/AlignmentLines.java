package org.throughline.server.alignment.web;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Line;
import org.throughline.server.face.LinkState;
import org.throughline.server.face.Station;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.ItemLines;

/** Draws accepted alignments as lines: requirement, alignment, outcome. */
@Component
class AlignmentLines implements ItemLines {
    private final Crosswalks crosswalks;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;

    AlignmentLines(Crosswalks crosswalks, Frameworks frameworks, CrosswalkAccess access) {
        this.crosswalks = crosswalks;
        this.frameworks = frameworks;
        this.access = access;
    }

    @Override
    public List<Line> lines(FrameworkItem item) {
        return crosswalks.acceptedAt(item.uri()).stream()
                .filter(step ->
                        crosswalks.find(step.crosswalk()).filter(access::sees).isPresent())
                .sorted(Comparator.comparingDouble(AlignmentStep::strength).reversed())
                .map(this::line)
                .toList();
    }

    Line line(AlignmentStep step) {
        String crosswalk =
                crosswalks.find(step.crosswalk()).map(Crosswalk::title).orElse("a crosswalk");
        Station requirement = station(
                        "requirement",
                        frameworks.item(step.from()).orElse(null),
                        step.from().value())
                .link(LinkState.HELD, null);
        Station alignment = Station.of("alignment", capital(step.words()))
                .detail(
                        step.reason().isBlank()
                                ? Words.strength(step.strength()) + " of what is asked"
                                : "“" + step.reason() + "”")
                .by(step.decidedBy())
                .since(Dates.day(step.decidedAt()))
                .href("/crosswalks/" + step.crosswalk())
                .link(LinkState.HELD, null);
        Station outcome = station(
                "outcome", frameworks.item(step.to()).orElse(null), step.to().value());
        return Line.of("An alignment of " + crosswalk, requirement, alignment, outcome);
    }

    /** The line that breaks off behind a requirement which nothing answers. */
    static Line gap(FrameworkItem requirement, String outcomes) {
        return Line.of(
                "A gap",
                station("requirement", requirement, "").link(LinkState.BROKEN, "no accepted alignment"),
                Station.of("outcome", "Nothing in " + outcomes + " yet"));
    }

    private static Station station(String kind, @Nullable FrameworkItem item, String otherwise) {
        if (item == null) {
            return Station.of(kind, otherwise);
        }
        String detail = item.level() == null ? item.frameworkTitle() : item.frameworkTitle() + ", " + item.level();
        return Station.of(kind, item.label()).detail(detail).href("/uri/" + item.identifier());
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
