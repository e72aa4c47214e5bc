package org.throughline.caseformat.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.ProjectFiles;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkURI;

/** Tables as people and other systems write them, read into frameworks. */
class SheetReaderTests {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATER = Instant.parse("2027-03-01T12:00:00Z");

    private final SheetReader reader = new SheetReader();

    @Test
    void readsOpenSaltsTableWithParentsByCode() {
        byte[] bytes = ProjectFiles.bytes(ProjectFiles.shared("data/case/sample_case.csv"));
        SheetOutcome.Read read = read(bytes, SheetRequest.of("sample_case.csv", NOW));

        assertThat(read.form()).isEqualTo(SheetForm.OPENSALT_TABLE);
        assertThat(outline(read.pkg()))
                .containsExactly(
                        "1 M",
                        "2 M.F",
                        "3 M.F.1-2",
                        "4 M.F.1-2.S1",
                        "5 M.F.1-2.S1a",
                        "5 M.F.1-2.S1b",
                        "3 M.F.C2",
                        "4 M.F.C2.S1",
                        "2 M.E",
                        "3 M.E.C1");
        assertThat(item(read.pkg(), "M.F").extensions().text("throughline:originalIdentifier"))
                .contains("Math.Fractions");
        assertThat(codes(read))
                .contains("dangling-end", "invalid-identifier", "parent-from-code")
                .doesNotContain("unknown-column");
        assertThat(ends(read.pkg(), AssociationType.EXEMPLAR))
                .containsExactly("https://www.opened.com/video/classify-and-order-real-numbers-using-subsets/801540");
    }

    @Test
    void hangsRowsUnderTheItemWhoseCodeTheirsBeginsWith() {
        byte[] bytes = ProjectFiles.bytes(ProjectFiles.shared("data/case/children.csv"));
        CFPackage pkg = read(bytes, SheetRequest.of("children.csv", NOW)).pkg();

        assertThat(outline(pkg)).containsExactly("1 A.B", "2 A.B.C", "3 A.B.C.L", "2 A.B.D");
        assertThat(item(pkg, "A.B").abbreviatedStatement()).isEqualTo("abc");
        assertThat(item(pkg, "A.B").CFItemType()).isEqualTo("Career Pathway");
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        for (String name : List.of("sample_case.csv", "children.csv")) {
            byte[] bytes = ProjectFiles.bytes(ProjectFiles.shared("data/case/" + name));
            CFPackage first = read(bytes, SheetRequest.of(name, NOW)).pkg();
            CFPackage second =
                    read(bytes, SheetRequest.of(name, LATER).updating(first)).pkg();
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void readsOpenCasesLevelsAfterComments() {
        SheetOutcome.Read read = read("""
                # Exported from OpenCASE
                # Title: Welding
                Level,Human Coding Scheme,Full Statement,Item Type,Abbreviated Statement,Education Level,Subject,Notes
                1,W,Welding,Domain,,,,
                2,W.1,Prepare a joint,Skill,Prepare,11;12,Metal; Safety,"Mind, the gloves"
                2,W.2,Weld a joint,Skill,,,,
                """);

        assertThat(read.form()).isEqualTo(SheetForm.OPENCASE_TABLE);
        assertThat(read.pkg().document().title()).isEqualTo("Welding");
        assertThat(outline(read.pkg())).containsExactly("1 W", "2 W.1", "2 W.2");
        CFItem prepared = item(read.pkg(), "W.1");
        assertThat(prepared.educationLevel()).containsExactly("11", "12");
        assertThat(prepared.subject()).containsExactly("Metal", "Safety");
        assertThat(prepared.notes()).isEqualTo("Mind, the gloves");
        assertThat(read.findings()).isEmpty();
    }

    @Test
    void saysOfALevelThatIsNoNumberAmongNumbersAndNothingOfItsColumn() {
        SheetOutcome.Read read = read("""
                Level,Human Coding Scheme,Full Statement
                1,W,Weld
                two,W.1,Prepare
                2,W.2,Join
                """);

        assertThat(read.form()).isEqualTo(SheetForm.OPENCASE_TABLE);
        assertThat(codes(read)).containsExactly("missing-level");
        assertThat(read.findings().getFirst().pointer()).isEqualTo("line 3, column Level");
        assertThat(read.findings().getFirst().message()).contains("\"two\", which is no number");
        assertThat(outline(read.pkg())).containsExactly("1 W", "1 W.1", "2 W.2");
    }

    @Test
    void readsCompeitosPreambleAndParents() {
        SheetOutcome.Read read = read("""
                #title,電気
                #creator,Riverbend
                #identifier,7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9a01
                #adoptionStatus,Draft
                #language,ja
                Identifier,fullStatement,humanCodingScheme,parentIdentifier,sequenceNumber,CFItemType,statusStartDate
                7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9a02,電流,A,,1,領域,2026-04-01
                7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9a03,電圧を測る,A.1,7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9a02,1,,
                """);

        assertThat(read.form()).isEqualTo(SheetForm.COMPEITO_TABLE);
        assertThat(read.pkg().document().identifier())
                .isEqualTo(UUID.fromString("7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9a01"));
        assertThat(read.pkg().document().title()).isEqualTo("電気");
        assertThat(read.pkg().document().adoptionStatus()).isEqualTo("Draft");
        assertThat(outline(read.pkg())).containsExactly("1 A", "2 A.1");
        assertThat(read.findings()).isEmpty();
    }

    @Test
    void readsCompeitosRubricsIntoAStandingFramework() {
        CFPackage standing = read("fullStatement,code,parent\nSolder,S.1,\n").pkg();
        byte[] rubrics = utf8("""
                Type,Identifier,RubricIdentifier,CriterionIdentifier,Title,Description,Category,Weight,Position,Quality,Score,Feedback,CFItemIdentifier
                Rubric,7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9b01,,,Soldering,,,,,,,,
                Criterion,7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9b02,7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9b01,,,Joint,Quality,0.5,1,,,,S.1
                Level,7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9b03,,7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9b02,,Shiny,,,1,Good,2,Well done,
                """);
        SheetOutcome.Read read =
                read(rubrics, SheetRequest.of("rubrics.csv", NOW).updating(standing));

        assertThat(read.form()).isEqualTo(SheetForm.COMPEITO_RUBRICS);
        assertThat(read.pkg().items()).isEqualTo(standing.items());
        assertThat(read.pkg().rubrics())
                .singleElement()
                .satisfies(rubric -> assertThat(rubric.criteria())
                        .singleElement()
                        .satisfies(criterion -> {
                            assertThat(criterion.CFItemURI())
                                    .extracting(LinkURI::identifier)
                                    .isEqualTo(standing.items().getFirst().identifier());
                            assertThat(criterion.levels())
                                    .singleElement()
                                    .satisfies(
                                            level -> assertThat(level.quality()).isEqualTo("Good"));
                        }));
        assertThat(reader.read(rubrics, SheetRequest.of("rubrics.csv", NOW))).isInstanceOf(SheetOutcome.Refused.class);
    }

    @Test
    void readsColumnsThatMakeUpAPath() {
        SheetOutcome.Read read = read("""
                Domain;Strand;Standard;Code;Grade
                Power;Solar;Size an array for a house;P.S.1;11
                ;;Mount panels on a roof;P.S.2;11,12
                ;Storage;Wire a battery bank in series;P.B.1;
                Safety;;Lock out a circuit before work;S.1;
                """);

        assertThat(read.form()).isEqualTo(SheetForm.PLAIN_TABLE);
        assertThat(statements(read.pkg()))
                .containsExactly(
                        "1 Power",
                        "2 Solar",
                        "3 Size an array for a house",
                        "3 Mount panels on a roof",
                        "2 Storage",
                        "3 Wire a battery bank in series",
                        "1 Safety",
                        "2 Lock out a circuit before work");
        assertThat(item(read.pkg(), "P.S.2").educationLevel()).containsExactly("11", "12");
    }

    @Test
    void readsSpanishHeadings() {
        SheetOutcome.Read read = read("""
                Código,Enunciado,Código padre,Palabras clave,Idioma,Nivel educativo
                E,Energía,,,es,
                E.1,Medir la tensión,E,tensión; medida,es,11
                """);

        assertThat(outline(read.pkg())).containsExactly("1 E", "2 E.1");
        assertThat(item(read.pkg(), "E.1").conceptKeywords()).containsExactly("tensión", "medida");
        assertThat(item(read.pkg(), "E.1").language()).isEqualTo("es");
    }

    @Test
    void asksWhatTheColumnsMeanAndReadsByTheAnswer() {
        byte[] table = utf8("Was,Wie\nA,Strom messen\nB,Spannung messen\n");
        SheetOutcome outcome = reader.read(table, SheetRequest.of("strom.csv", NOW));

        assertThat(outcome).isInstanceOf(SheetOutcome.NeedsColumns.class);
        SheetColumns columns = ((SheetOutcome.NeedsColumns) outcome).columns();
        assertThat(columns.sheets()).singleElement().satisfies(sheet -> {
            assertThat(sheet.columns()).hasSize(2);
            assertThat(sheet.samples()).isNotEmpty();
        });
        ColumnMapping mapping = new ColumnMapping(null, 1, Map.of(0, ColumnRole.CODE, 1, ColumnRole.STATEMENT));
        assertThat(outline(read(table, SheetRequest.of("strom.csv", NOW).with(mapping))
                        .pkg()))
                .containsExactly("1 A", "1 B");
    }

    @Test
    void readsIndentationByAMapping() {
        byte[] table = utf8("Wire a house\n  Plan circuits\n    Count loads\n  Pull cable\n");
        ColumnMapping mapping = new ColumnMapping(null, 0, Map.of(0, ColumnRole.INDENTED_STATEMENT));

        assertThat(statements(read(table, SheetRequest.of("house.txt", NOW).with(mapping))
                        .pkg()))
                .containsExactly("1 Wire a house", "2 Plan circuits", "3 Count loads", "2 Pull cable");
    }

    @Test
    void updatingNeitherDoublesItemsNorDeletesLevels() {
        CFPackage standing = read("code,statement,parent,notes\nA,Alpha,,n\nA.1,One,A,n1\nA.1.x,Deep,A.1,n2\n")
                .pkg();
        SheetOutcome.Read read = read(
                utf8("code,statement,parent\nA,Alpha,\nA.1,One reworded,A\nA.2,Two,A\n"),
                SheetRequest.of("table.csv", LATER).updating(standing));

        assertThat(outline(read.pkg())).containsExactly("1 A", "2 A.1", "3 A.1.x", "2 A.2");
        assertThat(item(read.pkg(), "A.1").identifier())
                .isEqualTo(item(standing, "A.1").identifier());
        assertThat(item(read.pkg(), "A.1").notes()).isEqualTo("n1");
        assertThat(item(read.pkg(), "A.1").lastChangeDateTime()).isEqualTo(LATER);
        assertThat(item(read.pkg(), "A")).isEqualTo(item(standing, "A"));
        assertThat(item(read.pkg(), "A.1.x")).isEqualTo(item(standing, "A.1.x"));
        assertThat(codes(read)).contains("kept-standing");

        SheetOutcome.Read whole = read(
                utf8("code,statement,parent\nA,Alpha,\n"),
                SheetRequest.of("table.csv", LATER).updating(standing).with(SheetRequest.Unmentioned.LEFT_OUT));
        assertThat(outline(whole.pkg())).containsExactly("1 A");
    }

    @Test
    void findsAStandingItemByItsStatementUnderTheSameParent() {
        CFPackage standing = read("statement,level\nTop,1\nUnder,2\n").pkg();
        CFPackage updated = read(
                        utf8("statement,level,code\nTop,1,T\nUnder,2,T.1\n"),
                        SheetRequest.of("table.csv", LATER).updating(standing))
                .pkg();

        assertThat(updated.items().stream().map(CFItem::identifier))
                .containsExactlyElementsOf(
                        standing.items().stream().map(CFItem::identifier).toList());
    }

    @Test
    void refusesAnotherFrameworksSheet() {
        CFPackage standing = read("code,statement\nA,Alpha\n").pkg();
        SheetOutcome outcome = reader.read(
                utf8("#identifier,7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9a01\nfullStatement,code\nAlpha,A\n"),
                SheetRequest.of("table.csv", NOW).updating(standing));

        assertThat(outcome).isInstanceOf(SheetOutcome.Refused.class);
        assertThat(outcome.findings()).anyMatch(finding -> finding.code().equals("other-framework"));
    }

    @Test
    void namesACircleOfParents() {
        SheetOutcome outcome =
                reader.read(utf8("code,statement,parent\nA,Alpha,B\nB,Beta,A\n"), SheetRequest.of("circle.csv", NOW));

        assertThat(outcome).isInstanceOf(SheetOutcome.Refused.class);
        assertThat(outcome.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("child-cycle");
            assertThat(finding.message()).contains("A Alpha", "B Beta");
        });
    }

    @Test
    void hangsARowWithAMissingParentUnderTheDocument() {
        SheetOutcome.Read read = read("code,statement,parent\nA,Alpha,\nB,Beta,Z\n");

        assertThat(outline(read.pkg())).containsExactly("1 A", "1 B");
        assertThat(read.findings()).containsExactly(finding(read, "orphan-item"));
        assertThat(finding(read, "orphan-item").pointer()).isEqualTo("line 3, column parent");
    }

    @Test
    void tellsCopiesSharedIdentifiersAndCodes() {
        SheetOutcome.Read read = read("""
                identifier,code,statement
                7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9a02,A,Alpha
                7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9a02,A,Alpha
                7a7a2f0e-98f7-4d8f-8b27-0c3d1d1a9a02,B,Beta
                ,B,Gamma
                """);

        assertThat(read.pkg().items()).hasSize(3);
        assertThat(codes(read)).containsExactlyInAnyOrder("exact-duplicate", "shared-identifier", "duplicate-code");
        assertThat(finding(read, "exact-duplicate").pointer()).isEqualTo("line 3, column identifier");
    }

    @Test
    void readsEncodingsAndSeparatorsAsTheyCome() {
        String table = "Code\tStatement\nÉ.1\tMesurer la tension\nÉ.2\tCâbler une armoire\n";
        for (Charset charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_16LE,
                Charset.forName("windows-1252"))) {
            CFPackage pkg =
                    read(table.getBytes(charset), SheetRequest.of("t.tsv", NOW)).pkg();
            assertThat(outline(pkg)).as(charset.name()).containsExactly("1 É.1", "1 É.2");
        }
        SheetOutcome.Read guessed =
                read(table.getBytes(Charset.forName("windows-1252")), SheetRequest.of("t.tsv", NOW));
        assertThat(codes(guessed)).containsExactly("encoding-guessed");
        assertThat(read("sep=;\ncode;statement\nA;one, two\n")
                        .pkg()
                        .items()
                        .getFirst()
                        .fullStatement())
                .isEqualTo("one, two");
    }

    @Test
    void aQuoteGoneWrongSwallowsNothing() {
        SheetOutcome.Read read = read("code,statement\nA,\"never closed\nB,a 3\" pipe\nC,\"a \"\"good\"\" one\"\n");

        assertThat(read.pkg().items().stream().map(CFItem::fullStatement)).contains("a 3\" pipe", "a \"good\" one");
        assertThat(codes(read)).contains("broken-quote");
    }

    @Test
    void blankLinesTitlesAndDoubleHeadingsAreTold() {
        SheetOutcome.Read read = read("Our standards 2026,,\n,,\nCode,Statement,Code\n,,\nA,Alpha,x\n\n");

        assertThat(outline(read.pkg())).containsExactly("1 A");
        assertThat(codes(read)).containsExactlyInAnyOrder("line-before-headings", "duplicate-heading");
    }

    @Test
    void theGuardAgainstFormulasComesOffAgain() {
        for (String text : List.of("=1+1", "'=x", "''-y", "+a", "@b", "-1", "'plain", "plain", "'")) {
            assertThat(FormulaGuard.off(FormulaGuard.on(text))).isEqualTo(text);
            assertThat(FormulaGuard.on(text)).doesNotMatch("(?s)[=+@\\-].*");
        }
    }

    @Test
    void whatGoesOutAsCsvUpdatesTheSameFrameworkWithoutAChange() {
        byte[] bytes = ProjectFiles.bytes(ProjectFiles.shared("data/case/sample_case.csv"));
        CFPackage pkg = read(bytes, SheetRequest.of("sample_case.csv", NOW)).pkg();
        CFPackage again = read(
                        new CsvWriter().write(pkg),
                        SheetRequest.of("x.csv", LATER).updating(pkg))
                .pkg();

        assertThat(outline(again)).isEqualTo(outline(pkg));
        assertThat(again.items()).containsExactlyInAnyOrderElementsOf(pkg.items());
        assertThat(again.associations()).containsExactlyInAnyOrderElementsOf(pkg.associations());
        assertThat(again.document()).isEqualTo(pkg.document());
        assertThat(new CsvWriter().losses(pkg))
                .allSatisfy(loss -> assertThat(loss.code()).isEqualTo("not-in-csv"));
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThat(refused(new byte[0])).containsExactly("unreadable-sheet");
        assertThat(refused(new byte[] {1, 0, 0, 7, 0, 0, 1, 2, 3})).isNotEmpty();
        assertThat(refused(new byte[] {'P', 'K', 3, 4, 0, 0})).containsExactly("unreadable-workbook");
        assertThat(refused(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0, 0, 0, 0, 0}))
                .containsExactly("unreadable-workbook");
        assertThat(refused(new byte[SheetReader.MAX_BYTES + 1])).containsExactly("too-large");
        assertThat(refused(utf8("a,".repeat(2000) + "\n"))).containsExactly("too-large");
    }

    private List<String> refused(byte[] bytes) {
        SheetOutcome outcome = reader.read(bytes, SheetRequest.of("x", NOW));
        assertThat(outcome).isInstanceOf(SheetOutcome.Refused.class);
        return outcome.findings().stream().map(Finding::code).toList();
    }

    private SheetOutcome.Read read(String table) {
        return read(utf8(table), SheetRequest.of("table.csv", NOW));
    }

    private SheetOutcome.Read read(byte[] bytes, SheetRequest request) {
        SheetOutcome outcome = reader.read(bytes, request);
        assertThat(outcome).as("%s", outcome.findings()).isInstanceOf(SheetOutcome.Read.class);
        return (SheetOutcome.Read) outcome;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> outline(CFPackage pkg) {
        return FrameworkTree.of(pkg).rows().stream()
                .map(row -> row.depth() + " " + row.item().humanCodingScheme())
                .toList();
    }

    private static List<String> statements(CFPackage pkg) {
        return FrameworkTree.of(pkg).rows().stream()
                .map(row -> row.depth() + " " + row.item().fullStatement())
                .toList();
    }

    private static CFItem item(CFPackage pkg, String code) {
        Optional<CFItem> item = pkg.items().stream()
                .filter(one -> code.equals(one.humanCodingScheme()))
                .findFirst();
        return item.orElseThrow();
    }

    private static List<String> ends(CFPackage pkg, AssociationType type) {
        return pkg.associations().stream()
                .filter(association -> association.associationType() == type)
                .map(CFAssociation::destinationNodeURI)
                .map(end -> end.uri())
                .toList();
    }

    private static List<String> codes(SheetOutcome outcome) {
        return outcome.findings().stream().map(Finding::code).distinct().toList();
    }

    private static Finding finding(SheetOutcome outcome, String code) {
        return outcome.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
