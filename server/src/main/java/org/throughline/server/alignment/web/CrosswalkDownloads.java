package org.throughline.server.alignment.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.throughline.caseformat.exchange.TableWorkbook;
import org.throughline.caseformat.exchange.TableWorkbook.Cells;
import org.throughline.caseformat.exchange.TableWorkbook.Column;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.alignment.AcceptedAlignments;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkPackages;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;

/** A crosswalk as files: as a CASE package of both versions, and as a table with everything that is known of each decision. */
@Controller
class CrosswalkDownloads {
    private final CrosswalkPackages packages;
    private final AcceptedAlignments accepted;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;
    private final PublicAddress address;

    CrosswalkDownloads(
            CrosswalkPackages packages,
            AcceptedAlignments accepted,
            Frameworks frameworks,
            CrosswalkAccess access,
            PublicAddress address) {
        this.packages = packages;
        this.accepted = accepted;
        this.frameworks = frameworks;
        this.access = access;
        this.address = address;
    }

    /** @param version {@code 1.1} or {@code 1.0} */
    @GetMapping("/crosswalks/{id}/package")
    ResponseEntity<byte[]> pkg(@PathVariable UUID id, @RequestParam(defaultValue = "1.1") String version) {
        Crosswalk crosswalk = access.require(id);
        CaseVersion wanted = switch (version) {
            case "1.1" -> CaseVersion.V1P1;
            case "1.0" -> CaseVersion.V1P0;
            default -> throw Problem.notFound();
        };
        byte[] pkg = packages.download(crosswalk.id(), wanted).orElseThrow(Problem::notFound);
        return CoverageDownloads.file(pkg, MediaType.APPLICATION_JSON, crosswalk.title(), ".case.json");
    }

    @GetMapping("/crosswalks/{id}/alignments.csv")
    ResponseEntity<byte[]> csv(@PathVariable UUID id) {
        Crosswalk crosswalk = access.require(id);
        return CoverageDownloads.file(
                alignments(crosswalk).csv().getBytes(StandardCharsets.UTF_8),
                CoverageDownloads.CSV,
                crosswalk.title() + " alignments",
                ".csv");
    }

    @GetMapping("/crosswalks/{id}/alignments.xlsx")
    ResponseEntity<byte[]> xlsx(@PathVariable UUID id) {
        Crosswalk crosswalk = access.require(id);
        TableWorkbook workbook = new TableWorkbook();
        for (Table table : List.of(alignments(crosswalk), about(crosswalk))) {
            workbook.sheet(table.name(), table.columns(), table.rows());
        }
        return CoverageDownloads.file(
                workbook.finished(), CoverageDownloads.XLSX, crosswalk.title() + " alignments", ".xlsx");
    }

    private Table alignments(Crosswalk crosswalk) {
        List<AcceptedAlignments.Accepted> all = accepted.of(crosswalk.id());
        List<ItemUri> uris = new ArrayList<>();
        all.forEach(one -> uris.addAll(List.of(one.requirement(), one.outcome())));
        Map<ItemUri, FrameworkItem> items = frameworks.items(uris);
        return new Table(
                "Alignments",
                List.of(
                        text("requirement code"),
                        sentences("requirement"),
                        sentences("requirement identifier"),
                        text("outcome code"),
                        sentences("outcome"),
                        sentences("outcome identifier"),
                        text("relation"),
                        text("the outcome is"),
                        new Column("strength", Cells.SHARE),
                        text("accepted by"),
                        sentences("for"),
                        text("accepted at"),
                        sentences("reason"),
                        text("requirement version"),
                        text("outcome version"),
                        sentences("association identifier")),
                all.stream().map(one -> row(one, items)).toList());
    }

    private List<Object> row(AcceptedAlignments.Accepted one, Map<ItemUri, FrameworkItem> items) {
        @Nullable FrameworkItem requirement = items.get(one.requirement());
        @Nullable FrameworkItem outcome = items.get(one.outcome());
        return List.of(
                cell(requirement == null ? null : requirement.code()),
                cell(requirement == null ? null : requirement.statement()),
                one.requirement().value(),
                cell(outcome == null ? null : outcome.code()),
                cell(outcome == null ? null : outcome.statement()),
                one.outcome().value(),
                one.relation().word(),
                one.relation().words(),
                one.relation().outcomeForRequirement(),
                one.decidedBy(),
                cell(one.decidedFor()),
                one.decidedAt().toString(),
                one.reason(),
                cell(one.requirementVersion()),
                cell(one.outcomeVersion()),
                address.url("/uri/" + one.association()));
    }

    private Table about(Crosswalk crosswalk) {
        return new Table(
                "Crosswalk",
                List.of(text("what"), sentences("title"), sentences("identifier")),
                List.of(
                        List.of("Crosswalk", crosswalk.title(), address.url("/uri/" + crosswalk.id())),
                        framework("Requirements", crosswalk.requirements()),
                        framework("Outcomes", crosswalk.outcomes())));
    }

    private List<Object> framework(String what, FrameworkId id) {
        return frameworks
                .find(id)
                .map(framework -> List.<Object>of(what, framework.title(), framework.uri()))
                .orElse(List.of(what, "?", id.toString()));
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Column text(String heading) {
        return new Column(heading, Cells.TEXT);
    }

    private static Column sentences(String heading) {
        return new Column(heading, Cells.SENTENCES);
    }
}
