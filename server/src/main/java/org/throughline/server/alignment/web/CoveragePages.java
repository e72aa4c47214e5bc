package org.throughline.server.alignment.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.alignment.CoverageStudy;
import org.throughline.server.alignment.Coverages;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Decision;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Line;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;

/** What a crosswalk amounts to: its coverage, and the line of one requirement. */
@Controller
class CoveragePages {
    private final Crosswalks crosswalks;
    private final Coverages coverages;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;
    private final AlignmentLines lines;
    private final Organizations organizations;

    CoveragePages(
            Crosswalks crosswalks,
            Coverages coverages,
            Frameworks frameworks,
            CrosswalkAccess access,
            AlignmentLines lines,
            Organizations organizations) {
        this.crosswalks = crosswalks;
        this.coverages = coverages;
        this.frameworks = frameworks;
        this.access = access;
        this.lines = lines;
        this.organizations = organizations;
    }

    @GetMapping("/crosswalks/{id}/coverage")
    ModelAndView coverage(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID asks,
            @RequestParam(required = false) @Nullable UUID answers,
            @RequestParam(defaultValue = "0") int row,
            @RequestParam(defaultValue = "0") int column) {
        Crosswalk crosswalk = access.require(id);
        CoverageStudy study = coverages.of(crosswalk.id());
        String address = "/crosswalks/" + id;
        CoverageViews views = new CoverageViews(study, address);
        Matrices matrices = new Matrices(study, address + "/coverage");
        boolean nothing = study.coverage().covered() == 0;
        CoveragePage page = new CoveragePage(
                crosswalk.title(),
                address,
                title(crosswalk.requirements()),
                title(crosswalk.outcomes()),
                sentence(study.coverage()) + changed(study.reworded()),
                views.figures(),
                views.total() == 0,
                views.gaps(CoverageViews.MOST),
                views.total() - study.coverage().covered(),
                views.groups(CoverageViews.MOST),
                nothing ? null : matrices.of(matrices.opened(asks, answers, row, column)),
                nothing ? null : views.picture(matrices),
                views.times(),
                views.many(20),
                views.levels(),
                views.idleGroups(CoverageViews.MOST),
                CoverageDownloads.offered(address),
                access.mayEndorse(crosswalk) ? "/issuing/endorsements?crosswalk=" + id + "#endorse" : null);
        return new ModelAndView("alignment/coverage", Map.of("page", page));
    }

    @GetMapping("/crosswalks/{id}/requirements/{requirement}")
    ModelAndView requirement(@PathVariable UUID id, @PathVariable UUID requirement) {
        Crosswalk crosswalk = access.require(id);
        FrameworkItem item =
                frameworks.in(crosswalk.requirements(), requirement).orElseThrow(Problem::notFound);
        List<Line> drawn = crosswalks.accepted(crosswalk.id()).stream()
                .filter(step -> step.from().equals(item.uri()))
                .sorted((a, b) -> Double.compare(b.strength(), a.strength()))
                .map(lines::line)
                .toList();
        if (drawn.isEmpty()) {
            drawn = List.of(AlignmentLines.gap(item, title(crosswalk.outcomes())));
        }
        RequirementPage page = new RequirementPage(
                item.label(),
                Boards.path(frameworks.path(item)),
                crosswalk.title(),
                "/crosswalks/" + id + "?view=all#r-" + requirement,
                drawn,
                history(crosswalk, item));
        return new ModelAndView("alignment/requirement", Map.of("page", page));
    }

    /** "17 of 24 requirements are covered; the three widest gaps are …". */
    static String sentence(Coverage coverage) {
        int total = coverage.requirements().size();
        String covered = "%d of %s %s covered"
                .formatted(
                        coverage.covered(),
                        Numbers.count(total, "requirement", "requirements"),
                        coverage.covered() == 1 ? "is" : "are");
        List<Coverage.Group> widest = coverage.widestGaps(3);
        if (widest.isEmpty()) {
            return covered + ".";
        }
        String gaps = widest.stream()
                .map(group -> "%s (%d of %d open)".formatted(group.group().label(), group.gaps(), group.requirements()))
                .collect(Collectors.joining("; "));
        return switch (widest.size()) {
            case 1 -> covered + ". The widest gap is " + gaps + ".";
            case 2 -> covered + ". The two widest gaps are " + gaps + ".";
            default -> covered + ". The three widest gaps are " + gaps + ".";
        };
    }

    /** What a reader has to know of alignments that rest on other words than they were decided upon. */
    private static String changed(int changed) {
        return changed == 0
                ? ""
                : " %s on words that have changed since; the board shows them under “Changed”."
                        .formatted(Numbers.count(changed, "accepted alignment rests", "accepted alignments rest"));
    }

    private TableView history(Crosswalk crosswalk, FrameworkItem requirement) {
        List<Decision> decisions = crosswalks.history(crosswalk.id(), requirement.uri());
        Map<ItemUri, FrameworkItem> outcomes =
                frameworks.items(decisions.stream().map(Decision::outcome).toList());
        List<TableView.Row> rows = decisions.stream()
                .flatMap(decision -> Optional.ofNullable(outcomes.get(decision.outcome())).stream()
                        .map(outcome -> row(outcome, decision)))
                .toList();
        return new TableView(
                "Every decision about this requirement",
                List.of(Column.of("Outcome"), Column.of("Decision"), Column.of("Who and when"), Column.of("Why")),
                rows,
                null,
                false);
    }

    private TableView.Row row(FrameworkItem outcome, Decision decision) {
        return TableView.Row.of(
                Cell.link(outcome.label(), "/uri/" + outcome.identifier()),
                new TableView.Stated(state(decision)),
                new TableView.Text(
                        decision.decidedBy() + ", "
                                + organizations
                                        .find(decision.organization())
                                        .map(Organization::name)
                                        .orElse("an organization that has left"),
                        Dates.words(decision.decidedAt())),
                Cell.text(decision.reason()));
    }

    private static StateView state(Decision decision) {
        return switch (decision.verdict()) {
            case ACCEPTED ->
                StateView.good((decision.resolves() ? "Resolved" : "Accepted")
                        + (decision.relation() == null
                                ? ""
                                : ": " + decision.relation().words()));
            case REJECTED -> StateView.bad(decision.resolves() ? "Resolved: rejected" : "Rejected");
            case REOPENED -> StateView.neutral("Taken back");
        };
    }

    private String title(FrameworkId id) {
        return frameworks.find(id).map(Framework::title).orElse("?");
    }
}
