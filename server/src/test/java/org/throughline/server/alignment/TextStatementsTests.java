package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.TextStatements.Found;
import org.throughline.server.alignment.TextStatements.LeftOut;
import org.throughline.server.alignment.TextStatements.Why;
import org.throughline.server.shared.Problem;

class TextStatementsTests {
    private static List<String> found(String text) {
        return TextStatements.of(text).statements().stream().map(Found::text).toList();
    }

    @Test
    void aJobDescriptionGivesItsBulletsAndSentencesUnderTheirHeadings() {
        TextStatements read = TextStatements.of("""
                Solar Field Technician

                About us:
                We are the leading company in the valley. We love our people.

                ## What you do
                - Install **photovoltaic** modules and inverters
                * Isolate and lock out circuits
                  before working on them
                1. Read one-line diagrams. Keep a log of switching operations!
                2) Install photovoltaic modules and inverters

                Requirements
                You calibrate protective relays
                and write test reports.
                Apply at https://jobs.example.org or jobs@example.org
                Salary: $80,000 a year
                """);

        assertThat(read.statements())
                .containsExactly(
                        new Found("Install photovoltaic modules and inverters", "What you do"),
                        new Found("Isolate and lock out circuits before working on them", "What you do"),
                        new Found("Read one-line diagrams.", "What you do"),
                        new Found("Keep a log of switching operations!", "What you do"),
                        new Found("You calibrate protective relays and write test reports.", "Requirements"));
        assertThat(read.leftOut())
                .contains(
                        new LeftOut("We love our people.", Why.ABOUT_THEMSELVES),
                        new LeftOut("What you do", Why.HEADING),
                        new LeftOut("Install photovoltaic modules and inverters", Why.TWICE))
                .anyMatch(one -> one.why() == Why.ADDRESS)
                .anyMatch(one -> one.why() == Why.MONEY);
    }

    @Test
    void oneStatementAloneAndAListOfShortLinesAreStatementsThoughTheyLookLikeHeadings() {
        assertThat(found("Calibrate protective relays")).containsExactly("Calibrate protective relays");
        assertThat(found("Relay calibration\nCable splicing\nPole rescue"))
                .containsExactly("Relay calibration", "Cable splicing", "Pole rescue");
    }

    @Test
    void manyLanguagesAreCutByTheirOwnSentences() {
        assertThat(found("保護リレーを校正する。開閉操作の記録をつける。")).containsExactly("保護リレーを校正する。", "開閉操作の記録をつける。");
        assertThat(found("职责\n・安装光伏组件和逆变器\n・读懂单线图")).containsExactly("安装光伏组件和逆变器", "读懂单线图");
        assertThat(found("Kalibriert Schutzrelais und prüft sie. Führt ein Schaltbuch."))
                .containsExactly("Kalibriert Schutzrelais und prüft sie.", "Führt ein Schaltbuch.");
        assertThat(found("يعاير المرحلات الوقائية ويختبرها. هل يقرأ المخططات؟")).hasSize(2);
    }

    @Test
    void aTextWithoutEndIsCutAndSaysSo() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append("- Calibrate protective relay number ").append(i).append('\n');
        }
        TextStatements read = TextStatements.of(text.toString());
        assertThat(read.statements()).hasSize(TextStatements.MOST);
        assertThat(read.cut()).isTrue();
        assertThat(found("x ".repeat(100_000)).getFirst()).hasSizeLessThanOrEqualTo(TextStatements.LONGEST);
    }

    @Test
    void aWordDocumentGivesItsParagraphsListsAndHeadingsButNotWhatWasDeleted() throws IOException {
        byte[] docx = docx("""
                <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
                <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Duties</w:t></w:r></w:p>
                <w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Calibrate </w:t></w:r><w:r><w:t>protective relays</w:t></w:r></w:p>
                <w:p><w:r><w:t>Keeps a log</w:t></w:r><w:del><w:r><w:delText>secret</w:delText><w:t>secret</w:t></w:r></w:del><w:r><w:t> of switching operations.</w:t></w:r></w:p>
                </w:body></w:document>
                """);
        assertThat(WordDocument.isOne(docx)).isTrue();
        assertThat(TextStatements.of(TextCandidates.text(docx)).statements())
                .containsExactly(
                        new Found("Calibrate protective relays", "Duties"),
                        new Found("Keeps a log of switching operations.", "Duties"));
    }

    @Test
    void aFileThatIsNoTextIsRefusedInWords() throws IOException {
        byte[] entities = docx("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>");
        assertThatThrownBy(() -> TextCandidates.text(entities))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no Word document");
        byte[] bomb = docx("<w>" + " ".repeat(20 << 20) + "</w>");
        assertThat(bomb.length).isLessThan(TextCandidates.MOST_BYTES);
        assertThatThrownBy(() -> TextCandidates.text(bomb)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> TextCandidates.text(new byte[TextCandidates.MOST_BYTES + 1]))
                .isInstanceOf(Problem.class);
        assertThat(TextCandidates.text("Prüft Relais".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("Prüft Relais");
        assertThat(TextCandidates.text("Prüft Relais".getBytes(StandardCharsets.UTF_16)))
                .isEqualTo("Prüft Relais");
    }

    private static byte[] docx(String document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(document.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
