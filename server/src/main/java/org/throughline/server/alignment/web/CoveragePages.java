package org.throughline.server.alignment.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkPackages;
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

/** What a crosswalk amounts to: its coverage, the line of one requirement, and its downloads. */
@Controller
class CoveragePages {
    private final Crosswalks crosswalks;
    private final CrosswalkPackages packages;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;
    private final AlignmentLines lines;
    private final Organizations organizations;

    CoveragePages(
            Crosswalks crosswalks,
            CrosswalkPackages packages,
            Frameworks frameworks,
            CrosswalkAccess access,
            AlignmentLines lines,
            Organizations organizations) {
        this.crosswalks = crosswalks;
        this.packages = packages;
        this.frameworks = frameworks;
        this.access = access;
        this.lines = lines;
        this.organizations = organizations;
    }

    @GetMapping("/crosswalks/{id}/coverage")
    ModelAndView coverage(@PathVariable UUID id) {
        Crosswalk crosswalk = access.require(id);
        Coverage coverage = crosswalks.coverage(crosswalk.id());
        String address = "/crosswalks/" + id;
        List<FrameworkItem> outcomes = frameworks.items(crosswalk.outcomes());
        CoveragePage page = new CoveragePage(
                crosswalk.title(),
                address,
                title(crosswalk.requirements()),
                title(crosswalk.outcomes()),
                sentence(coverage) + changed(crosswalk),
                coverage.covered(),
                coverage.requirements().size(),
                Words.strength(coverage.strength()),
                coverage.requirements().stream()
                        .filter(Coverage.Row::isGap)
                        .map(row -> new CoveragePage.Gap(
                                row.requirement().label(),
                                address + "/requirements/" + row.requirement().identifier()))
                        .toList(),
                groups(coverage),
                coverage.covered() == 0 ? null : Matrices.of(coverage, outcomes, address + "/coverage.csv", address),
                address + "/coverage.csv");
        return new ModelAndView("alignment/coverage", Map.of("page", page));
    }

    @GetMapping("/crosswalks/{id}/coverage.csv")
    ResponseEntity<byte[]> csv(@PathVariable UUID id) {
        Crosswalk crosswalk = access.require(id);
        Map<ItemUri, FrameworkItem> outcomes = new HashMap<>();
        Coverage coverage = crosswalks.coverage(crosswalk.id());
        Set<ItemUri> cited = new LinkedHashSet<>();
        coverage.requirements().forEach(row -> row.accepted().forEach(step -> cited.add(step.to())));
        outcomes.putAll(frameworks.items(cited));
        return download(
                CoverageTable.csv(coverage, outcomes).getBytes(StandardCharsets.UTF_8),
                new MediaType("text", "csv", StandardCharsets.UTF_8),
                crosswalk.title() + " coverage",
                ".csv");
    }

    @GetMapping("/crosswalks/{id}/package")
    ResponseEntity<byte[]> pkg(@PathVariable UUID id) {
        Crosswalk crosswalk = access.require(id);
        byte[] pkg = packages.download(crosswalk.id(), CaseVersion.V1P1).orElseThrow(Problem::notFound);
        return download(pkg, MediaType.APPLICATION_JSON, crosswalk.title(), ".case.json");
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
    private String changed(Crosswalk crosswalk) {
        int changed = crosswalks.changed(crosswalk.id()).size();
        return changed == 0
                ? ""
                : " %s on words that have changed since; the board shows them under “Changed”."
                        .formatted(Numbers.count(changed, "accepted alignment rests", "accepted alignments rest"));
    }

    private static TableView groups(Coverage coverage) {
        List<TableView.Row> rows = coverage.groups().stream()
                .map(group -> TableView.Row.of(
                        Cell.link(group.group().label(), "/uri/" + group.group().identifier()),
                        Cell.number(group.requirements()),
                        Cell.number(group.covered()),
                        Cell.number(group.gaps()),
                        Cell.text(Words.strength(group.strength()))))
                .toList();
        return new TableView(
                "Coverage by group",
                List.of(
                        Column.of("Group"),
                        Column.number("Requirements"),
                        Column.number("Covered"),
                        Column.number("Gaps"),
                        Column.number("Mean strength")),
                rows,
                null,
                false);
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

    private static ResponseEntity<byte[]> download(byte[] body, MediaType type, String title, String ending) {
        String name = title.replaceAll("[^\\p{L}\\p{N}]+", "-") + ending;
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(body);
    }

    private String title(FrameworkId id) {
        return frameworks.find(id).map(Framework::title).orElse("?");
    }
}
