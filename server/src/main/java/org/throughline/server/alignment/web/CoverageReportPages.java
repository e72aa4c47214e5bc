package org.throughline.server.alignment.web;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.alignment.CoverageStudy;
import org.throughline.server.alignment.Coverages;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;

/** The coverage for deans and executives: a summary in plain words on one page, then the tables. */
@Controller
class CoverageReportPages {
    private static final int MOST = 500;

    private final Coverages coverages;
    private final Crosswalks crosswalks;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;
    private final Clock clock;

    CoverageReportPages(
            Coverages coverages, Crosswalks crosswalks, Frameworks frameworks, CrosswalkAccess access, Clock clock) {
        this.coverages = coverages;
        this.crosswalks = crosswalks;
        this.frameworks = frameworks;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/crosswalks/{id}/coverage/report")
    ModelAndView report(@PathVariable UUID id) {
        Crosswalk crosswalk = access.require(id);
        CoverageStudy study = coverages.of(crosswalk.id());
        String address = "/crosswalks/" + id;
        CoverageViews views = new CoverageViews(study, address);
        Coverage coverage = study.coverage();
        String requirements = title(crosswalk.requirements());
        String outcomes = title(crosswalk.outcomes());
        CoverageReportPage page = new CoverageReportPage(
                crosswalk.title(),
                address + "/coverage",
                "%s of what “%s” asks for is answered by “%s”."
                        .formatted(Numbers.percent(views.share()), requirements, outcomes),
                views.figures(),
                findings(study, views),
                standing(crosswalk, coverage),
                views.picture(new Matrices(study, address + "/coverage")),
                views.groups(MOST),
                views.gaps(MOST),
                views.total() - coverage.covered(),
                views.many(MOST),
                views.levels(),
                views.idleGroups(MOST));
        return new ModelAndView("alignment/report", Map.of("page", page));
    }

    private static List<String> findings(CoverageStudy study, CoverageViews views) {
        Coverage coverage = study.coverage();
        List<String> findings = new ArrayList<>();
        List<Coverage.Group> widest = coverage.widestGaps(3);
        if (!widest.isEmpty()) {
            findings.add("Most is missing in "
                    + widest.stream()
                            .map(group -> "“%s” (%d of %d without an answer)"
                                    .formatted(group.group().statement(), group.gaps(), group.requirements()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        List<Coverage.Group> whole = coverage.groups().stream()
                .filter(group -> group.gaps() == 0)
                .sorted(Comparator.comparingInt(Coverage.Group::requirements).reversed())
                .toList();
        if (!whole.isEmpty()) {
            findings.add("Wholly answered: "
                    + whole.stream()
                            .limit(3)
                            .map(group -> "“%s” (%d)".formatted(group.group().statement(), group.requirements()))
                            .collect(Collectors.joining(", "))
                    + (whole.size() > 3 ? ", and %d more groups".formatted(whole.size() - 3) : "")
                    + ".");
        }
        long weak = coverage.requirements().stream()
                .filter(row -> !row.isGap() && row.strength() <= 0.5)
                .count();
        if (weak > 0) {
            findings.add("%s %s only by something related or by its ground work: look there before you rely on it."
                    .formatted(
                            Numbers.count(weak, "requirement", "requirements"),
                            weak == 1 ? "is answered" : "are answered"));
        }
        if (!study.manyTimes().isEmpty()) {
            findings.add("%s met three times or more. Where time is short, this is where it may be found."
                    .formatted(Numbers.count(study.manyTimes().size(), "requirement is", "requirements are")));
        }
        if (!views.idle().isEmpty()) {
            findings.add("%s of the programme %s nothing that is asked here; they may serve other jobs."
                    .formatted(
                            Numbers.count(views.idle().size(), "outcome", "outcomes"),
                            views.idle().size() == 1 ? "meets" : "meet"));
        }
        return findings;
    }

    /** On what the figures rest: how many decisions, by whom, from when to when, and as of which day. */
    private List<String> standing(Crosswalk crosswalk, Coverage coverage) {
        List<AlignmentStep> accepted = coverage.requirements().stream()
                .flatMap(row -> row.accepted().stream())
                .toList();
        List<String> standing = new ArrayList<>();
        if (!accepted.isEmpty()) {
            long people =
                    accepted.stream().map(AlignmentStep::decidedBy).distinct().count();
            Instant first = accepted.stream()
                    .map(AlignmentStep::decidedAt)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            Instant last = accepted.stream()
                    .map(AlignmentStep::decidedAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            standing.add("The figures rest on %s, made by %s %s."
                    .formatted(
                            Numbers.count(accepted.size(), "accepted alignment", "accepted alignments"),
                            Numbers.count(people, "person", "people"),
                            span(Dates.day(first), Dates.day(last))));
        }
        standing.add(
                crosswalks.isPublished(crosswalk.id())
                        ? "The crosswalk is published: anybody may look each of them up."
                        : "The crosswalk is not published yet; its figures may still change.");
        standing.add("Covered says that people accepted an alignment, not that a course teaches it well. As of "
                + Dates.day(clock.instant()) + ".");
        return standing;
    }

    private String title(FrameworkId id) {
        return frameworks.find(id).map(Framework::title).orElse("?");
    }

    private static String span(String first, String last) {
        return first.equals(last) ? "on " + first : "between %s and %s".formatted(first, last);
    }
}
