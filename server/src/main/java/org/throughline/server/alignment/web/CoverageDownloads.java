package org.throughline.server.alignment.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.throughline.caseformat.exchange.TableWorkbook;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.CoverageStudy;
import org.throughline.server.alignment.Coverages;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;

/** A coverage as files: every table as CSV, all of them as one workbook. */
@Controller
class CoverageDownloads {
    static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Coverages coverages;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;

    CoverageDownloads(Coverages coverages, Frameworks frameworks, CrosswalkAccess access) {
        this.coverages = coverages;
        this.frameworks = frameworks;
        this.access = access;
    }

    static List<CoveragePage.Downloads> offered(String crosswalk) {
        return List.of(
                new CoveragePage.Downloads(
                        "The accepted alignments as a workbook (XLSX)", crosswalk + "/alignments.xlsx"),
                new CoveragePage.Downloads("The accepted alignments (CSV)", crosswalk + "/alignments.csv"),
                new CoveragePage.Downloads("The crosswalk for other systems (CASE 1.1)", crosswalk + "/package"),
                new CoveragePage.Downloads(
                        "The crosswalk for older systems (CASE 1.0)", crosswalk + "/package?version=1.0"),
                new CoveragePage.Downloads(
                        "All tables of the coverage as a workbook (XLSX)", crosswalk + "/coverage.xlsx"),
                new CoveragePage.Downloads("Requirements (CSV)", crosswalk + "/coverage.csv"),
                new CoveragePage.Downloads("Summary (CSV)", crosswalk + "/coverage.csv?table=summary"),
                new CoveragePage.Downloads("Matrix (CSV)", crosswalk + "/coverage.csv?table=matrix"),
                new CoveragePage.Downloads("Gaps (CSV)", crosswalk + "/coverage.csv?table=gaps"),
                new CoveragePage.Downloads(
                        "Outcomes that meet nothing (CSV)",
                        crosswalk + "/coverage.csv?table=outcomes-that-meet-nothing"));
    }

    @GetMapping("/crosswalks/{id}/coverage.csv")
    ResponseEntity<byte[]> csv(@PathVariable UUID id, @RequestParam(defaultValue = "requirements") String table) {
        Crosswalk crosswalk = access.require(id);
        Table wanted = tables(crosswalk).named(table).orElseThrow(Problem::notFound);
        return file(
                wanted.csv().getBytes(StandardCharsets.UTF_8),
                CSV,
                crosswalk.title() + " coverage" + (table.equals("requirements") ? "" : " " + table),
                ".csv");
    }

    @GetMapping("/crosswalks/{id}/coverage.xlsx")
    ResponseEntity<byte[]> xlsx(@PathVariable UUID id) {
        Crosswalk crosswalk = access.require(id);
        TableWorkbook workbook = new TableWorkbook();
        tables(crosswalk).all().forEach(table -> workbook.sheet(table.name(), table.columns(), table.rows()));
        return file(workbook.finished(), XLSX, crosswalk.title() + " coverage", ".xlsx");
    }

    private CoverageTables tables(Crosswalk crosswalk) {
        CoverageStudy study = coverages.of(crosswalk.id());
        Set<ItemUri> gone = study.coverage().requirements().stream()
                .flatMap(row -> row.accepted().stream())
                .map(AlignmentStep::to)
                .filter(outcome -> study.outcomes().item(outcome).isEmpty())
                .collect(Collectors.toSet());
        return new CoverageTables(study, gone.isEmpty() ? Map.of() : frameworks.items(gone));
    }

    static ResponseEntity<byte[]> file(byte[] body, MediaType type, String title, String ending) {
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
}
