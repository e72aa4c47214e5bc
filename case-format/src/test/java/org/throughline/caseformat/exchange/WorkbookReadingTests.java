package org.throughline.caseformat.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.ProjectFiles;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkURI;

/** Workbooks that other programs wrote, that people changed, and that were made to do harm. */
class WorkbookReadingTests {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final SheetReader reader = new SheetReader();

    @Test
    void readsOpenSaltsThreeSheets() {
        SheetOutcome.Read read = read(resource("opensalt-form.xlsx"), SheetRequest.of("wind.xlsx", NOW));

        assertThat(read.form()).isEqualTo(SheetForm.OPENSALT_WORKBOOK);
        assertThat(read.pkg().document().title()).isEqualTo("Wind turbine service");
        assertThat(read.pkg().document().subject()).containsExactly("Power", "Safety");
        assertThat(read.pkg().document().version()).isEqualTo("2");
        assertThat(read.pkg().document().statusStartDate()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(read.pkg().document().lastChangeDateTime()).isEqualTo(Instant.parse("2026-05-04T10:30:00Z"));
        assertThat(read.pkg().document().licenseURI())
                .extracting(LinkURI::title)
                .isEqualTo("CC BY 4.0");
        assertThat(outline(read.pkg())).containsExactly("1 1", "2 1.1", "2 1.2", "1 2", "2 2.1");
        CFItem lockOut = item(read.pkg(), "1.1");
        assertThat(lockOut.fullStatement()).isEqualTo("Lock out a turbine");
        assertThat(lockOut.conceptKeywords()).containsExactly("lockout", "tagout");
        assertThat(lockOut.licenseURI()).isEqualTo(read.pkg().document().licenseURI());
        assertThat(lockOut.extensions().text("sheet:Teacher note")).contains("Bring two locks");
        assertThat(lockOut.extensions().text("sheet:Certified")).contains("TRUE");
        assertThat(lockOut.notes()).isEqualTo("=1+1");
        assertThat(read.pkg().definitions().licenses()).hasSize(1);
        assertThat(read.pkg().definitions().associationGroupings())
                .singleElement()
                .satisfies(grouping -> assertThat(grouping.title()).isEqualTo("Order of work"));
        assertThat(read.pkg().associations())
                .anySatisfy(link -> {
                    assertThat(link.associationType()).isEqualTo(AssociationType.PRECEDES);
                    assertThat(link.CFAssociationGroupingURI()).isNotNull();
                })
                .anySatisfy(link -> assertThat(link.destinationNodeURI().identifier())
                        .isEqualTo("5e0d3f7c-2f7c-4a53-9d2c-0d6f0c1f0d01"));
        assertThat(read.findings())
                .extracting(Finding::code, Finding::pointer)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("formula", "sheet CF Item, cell H3"),
                        org.assertj.core.groups.Tuple.tuple("dangling-end", "sheet CF Association, row 3"));
    }

    @Test
    void theSameWorkbookTwiceChangesNothing() {
        CFPackage first = read(resource("opensalt-form.xlsx"), SheetRequest.of("wind.xlsx", NOW))
                .pkg();
        CFPackage second = read(
                        resource("opensalt-form.xlsx"),
                        SheetRequest.of("wind.xlsx", NOW.plusSeconds(99)).updating(first))
                .pkg();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void readsAPlainSheetWithMergedCellsBehindAHiddenOne() {
        SheetOutcome.Read read = read(resource("plain-merged.xlsx"), SheetRequest.of("plain.xlsx", NOW));

        assertThat(read.form()).isEqualTo(SheetForm.PLAIN_TABLE);
        assertThat(read.mapping().sheet()).isEqualTo("Competencies");
        assertThat(FrameworkTree.of(read.pkg()).rows().stream()
                        .map(row -> row.depth() + " " + row.item().fullStatement()))
                .containsExactly(
                        "1 Power",
                        "2 Solar",
                        "3 Size an array",
                        "3 Mount panels",
                        "2 Storage",
                        "3 Wire a battery bank",
                        "1 Safety",
                        "2 Lock out a circuit");
        assertThat(item(read.pkg(), "007").fullStatement()).isEqualTo("Size an array");
        assertThat(read.findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("line-before-headings", "unknown-column");
        SheetColumns columns = reader.columns(resource("plain-merged.xlsx"), "plain.xlsx");
        assertThat(columns.sheet("Lists").orElseThrow().hidden()).isTrue();
        assertThat(columns.sheet("Competencies").orElseThrow().samples().getFirst())
                .containsExactly("Power", "Solar", "Size an array", "007", "2026-02-01");
    }

    @Test
    void readsWhatAThirdProgramWrites() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(bytes, "test", "1.0")) {
            org.dhatim.fastexcel.Worksheet sheet = workbook.newWorksheet("Skills");
            sheet.value(0, 0, "Skill code");
            sheet.value(0, 1, "Statement");
            sheet.value(0, 2, "Valid from");
            sheet.inlineString(1, 0, "S.1");
            sheet.value(1, 1, "Read a multimeter");
            sheet.value(1, 2, LocalDate.of(2026, 3, 4));
            sheet.style(1, 2).format("yyyy-MM-dd").set();
            sheet.formula(2, 1, "HYPERLINK(\"https://evil.example\")");
        }
        SheetOutcome.Read read = read(bytes.toByteArray(), SheetRequest.of("skills.xlsx", NOW));

        assertThat(read.pkg().items()).first().satisfies(item -> {
            assertThat(item.humanCodingScheme()).isEqualTo("S.1");
            assertThat(item.statusStartDate()).isEqualTo(LocalDate.of(2026, 3, 4));
        });
        assertThat(read.pkg().items().getLast().fullStatement()).isEqualTo("=HYPERLINK(\"https://evil.example\")");
        assertThat(read.findings())
                .filteredOn(finding -> finding.code().equals("formula"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith("took the formula itself as a text."));
    }

    @Test
    void understandsWhatPeopleChangeInAWholeWorkbook() {
        CFPackage pkg = solar();
        List<CFItem> rows = FrameworkTree.of(pkg).rows().stream()
                .map(FrameworkTree.Row::item)
                .toList();
        CFItem reworded = rows.get(1);
        byte[] changed = changed(new WorkbookWriter().write(pkg), "xl/worksheets/sheet2.xml", xml -> {
            List<String> lines = new ArrayList<>(List.of(xml.split("(?=<row )|(?<=</row>)(?=</sheetData>)")));
            String row = lines.get(3); // the second item: head, headings, first, second
            lines.set(3, row.replaceFirst("(<c r=\"B3\" s=\"\\d+\").*?</c>", "$1" + inCell("Reworded by hand")));
            lines.add(4, "<row><c r=\"B900\" t=\"inlineStr\"><is><t>A new statement</t></is></c></row>");
            return String.join("", lines);
        });
        SheetOutcome.Read read =
                read(changed, SheetRequest.of("solar.xlsx", NOW).updating(pkg));

        assertThat(read.pkg().items()).hasSize(pkg.items().size() + 1);
        CFItem now = read.pkg().items().stream()
                .filter(item -> item.identifier().equals(reworded.identifier()))
                .findFirst()
                .orElseThrow();
        assertThat(now.fullStatement()).isEqualTo("Reworded by hand");
        assertThat(now.lastChangeDateTime()).isEqualTo(NOW);
        assertThat(read.pkg().document().lastChangeDateTime()).isEqualTo(NOW);
        FrameworkTree tree = FrameworkTree.of(read.pkg());
        List<String> siblings = tree.children(parent(pkg, reworded)).stream()
                .map(CFItem::fullStatement)
                .toList();
        assertThat(siblings.indexOf("A new statement")).isEqualTo(siblings.indexOf("Reworded by hand") + 1);
        long untouched =
                read.pkg().items().stream().filter(pkg.items()::contains).count();
        assertThat(untouched).isEqualTo(pkg.items().size() - 1L);
        assertThat(read.findings()).extracting(Finding::code).contains("placed-beside");
    }

    private static String inCell(String text) {
        return " t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    @Test
    void aDeletedRowTakesItsLinksAlongAndAMovedRowMoves() {
        CFPackage pkg = solar();
        List<FrameworkTree.Row> rows = FrameworkTree.of(pkg).rows();
        CFItem leaf = rows.get(rows.size() - 1).item();
        byte[] deleted = changed(
                new WorkbookWriter().write(pkg),
                "xl/worksheets/sheet2.xml",
                xml -> xml.replaceFirst("<row r=\"" + (rows.size() + 1) + "\">.*</row>", ""));
        CFPackage without =
                read(deleted, SheetRequest.of("solar.xlsx", NOW).updating(pkg)).pkg();

        assertThat(without.items()).hasSize(pkg.items().size() - 1).doesNotContain(leaf);
        assertThat(without.associations())
                .noneMatch(link -> link.originNodeURI()
                                .identifier()
                                .equals(leaf.identifier().toString())
                        || link.destinationNodeURI()
                                .identifier()
                                .equals(leaf.identifier().toString()));

        byte[] moved = changed(
                new WorkbookWriter().write(pkg),
                "xl/worksheets/sheet2.xml",
                xml -> xml.replaceFirst(
                        "(<c r=\"D" + (rows.size() + 1) + "\" s=\"\\d+\").*?</c>", "$1" + inCell("1.99")));
        CFPackage elsewhere =
                read(moved, SheetRequest.of("solar.xlsx", NOW).updating(pkg)).pkg();
        FrameworkTree tree = FrameworkTree.of(elsewhere);
        assertThat(tree.children(tree.roots().getFirst().identifier()).getLast().identifier())
                .isEqualTo(leaf.identifier());
        assertThat(elsewhere.items()).hasSameSizeAs(pkg.items());
    }

    @Test
    void refusesBombsDoctypesAndBrokenArchives() {
        byte[] good = new WorkbookWriter().write(solar());
        assertThat(refusal(
                        changed(good, "xl/worksheets/sheet2.xml", xml -> "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>" + xml)))
                .containsExactly("unreadable-workbook");
        assertThat(refusal(changed(
                        good,
                        "xl/workbook.xml",
                        xml -> "<!DOCTYPE workbook SYSTEM \"file:///etc/passwd\">"
                                + xml.substring(xml.indexOf("?>") + 2))))
                .containsExactly("unreadable-workbook");
        assertThat(refusal(changed(good, "xl/worksheets/sheet2.xml", xml -> xml.substring(0, xml.length() / 2))))
                .containsExactly("unreadable-workbook");
        assertThat(refusal(changed(good, "xl/worksheets/sheet2.xml", xml -> "<a>".repeat(100_000))))
                .containsExactly("too-large");
        assertThat(refusal(
                        changed(good, "xl/worksheets/sheet2.xml", xml -> "<a b=\"" + "x".repeat(1_000_000) + "\"/>")))
                .containsExactly("too-large");
        assertThat(refusal(java.util.Arrays.copyOf(good, good.length - 30))).containsExactly("unreadable-workbook");
        assertThat(refusal(bomb())).containsExactly("too-large");
    }

    @Test
    void cellsFarAwayTakeNoMemory() {
        byte[] far = changed(
                new WorkbookWriter().write(solar()),
                "xl/worksheets/sheet2.xml",
                xml -> xml.replace(
                        "</sheetData>",
                        "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>far</t></is></c>"
                                + "<c r=\"ZZZZZZ1\" t=\"s\"><v>99</v></c></row></sheetData>"));
        assertThat(read(far, SheetRequest.of("far.xlsx", NOW)).findings())
                .extracting(Finding::code)
                .contains("too-many-columns");
    }

    @Test
    void tenThousandRowsComeAndGo() {
        StringBuilder csv = new StringBuilder("code,statement,parent,notes\n");
        for (int i = 0; i < 10_000; i++) {
            csv.append("C").append(i).append(",Statement number ").append(i).append(",");
            csv.append(i < 10 ? "" : "C" + i / 10).append(",A note on it that says a little more\n");
        }
        CFPackage pkg = read(csv.toString().getBytes(StandardCharsets.UTF_8), SheetRequest.of("big.csv", NOW))
                .pkg();
        CFPackage again = read(new WorkbookWriter().write(pkg), SheetRequest.of("big.xlsx", NOW))
                .pkg();

        assertThat(again).isEqualTo(pkg);
        assertThat(again.items()).hasSize(10_000);
    }

    private static CFPackage solar() {
        byte[] sample = ProjectFiles.bytes(
                ProjectFiles.project().resolve("samples/frameworks/solar-field-technician.case.json"));
        return ((ReadOutcome.Read) new CaseReader().read(sample, "solar")).pkg();
    }

    private static java.util.UUID parent(CFPackage pkg, CFItem item) {
        List<CFItem> parents = FrameworkTree.of(pkg).parents(item.identifier());
        return parents.isEmpty()
                ? pkg.document().identifier()
                : parents.getFirst().identifier();
    }

    private SheetOutcome.Read read(byte[] bytes, SheetRequest request) {
        SheetOutcome outcome = reader.read(bytes, request);
        assertThat(outcome).as("%s", outcome.findings()).isInstanceOf(SheetOutcome.Read.class);
        return (SheetOutcome.Read) outcome;
    }

    private List<String> refusal(byte[] bytes) {
        SheetOutcome outcome = reader.read(bytes, SheetRequest.of("x.xlsx", NOW));
        assertThat(outcome).isInstanceOf(SheetOutcome.Refused.class);
        return outcome.findings().stream().map(Finding::code).toList();
    }

    private static List<String> outline(CFPackage pkg) {
        return FrameworkTree.of(pkg).rows().stream()
                .map(row -> row.depth() + " " + row.item().humanCodingScheme())
                .toList();
    }

    private static CFItem item(CFPackage pkg, String code) {
        return pkg.items().stream()
                .filter(one -> code.equals(one.humanCodingScheme()))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] resource(String name) {
        try (InputStream in = WorkbookReadingTests.class.getResourceAsStream("/sheets/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The workbook with one part changed. */
    private static byte[] changed(byte[] workbook, String part, UnaryOperator<String> change) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        parts.computeIfPresent(
                part,
                (name, bytes) ->
                        change.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        return zipped(parts);
    }

    private static byte[] zipped(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> one : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(one.getKey()));
                out.write(one.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A small workbook whose shared texts unpack to more than the limit. */
    private static byte[] bomb() {
        byte[] good = new WorkbookWriter().write(solar());
        byte[] megabyte = "<si><t>x</t></si>".repeat(60_000).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(good));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals("xl/worksheets/sheet2.xml")) {
                    out.write("<worksheet>".getBytes(StandardCharsets.UTF_8));
                    for (int i = 0; i < 300; i++) {
                        out.write(megabyte);
                    }
                }
                out.write(in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
