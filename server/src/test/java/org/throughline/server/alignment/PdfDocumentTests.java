package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.TextStatements.Found;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

class PdfDocumentTests {
    private static final PDFont PLAIN = new PDType1Font(FontName.TIMES_ROMAN);
    private static final PDFont BOLD = new PDType1Font(FontName.TIMES_BOLD);

    /** A page on which lines are written one under the other. */
    private static final class Sheet {
        private final PDPageContentStream out;
        private float y = 740;

        Sheet(PDDocument document) throws IOException {
            PDPage page = new PDPage(PDRectangle.LETTER);
            document.addPage(page);
            out = new PDPageContentStream(document, page);
        }

        Sheet line(PDFont font, double size, double x, String text) throws IOException {
            y -= (float) (size * 1.25);
            return at(font, size, x, text);
        }

        Sheet at(PDFont font, double size, double x, String text) throws IOException {
            out.beginText();
            out.setFont(font, (float) size);
            out.newLineAtOffset((float) x, y);
            out.showText(text);
            out.endText();
            return this;
        }

        Sheet space() {
            y -= 8;
            return this;
        }

        void foot(int page) throws IOException {
            y = 40;
            at(PLAIN, 9, 72, "Riverbend Valley College - ELT 210 - page " + page)
                    .out
                    .close();
        }
    }

    private static byte[] syllabus() throws IOException {
        try (PDDocument document = new PDDocument()) {
            Sheet one = new Sheet(document)
                    .line(BOLD, 18, 72, "ELT 210 Power Systems Protection")
                    .space()
                    .line(
                            PLAIN,
                            11,
                            72,
                            "Technicians who finish this course commission, test and maintain protective relays in distri-")
                    .line(
                            PLAIN,
                            11,
                            72,
                            "bution substations and plot their time-current characteristics. They calibrate relays with time-")
                    .line(PLAIN, 11, 72, "current curves.")
                    .space()
                    .line(BOLD, 11, 72, "Student learning outcomes")
                    .line(PLAIN, 11, 90, "\u2022")
                    .at(
                            PLAIN,
                            11,
                            108,
                            "Isolate, lock out and tag circuits before working on them, and prove with an approved")
                    .line(PLAIN, 11, 108, "Voltage detector that they are dead")
                    .line(PLAIN, 11, 90, "\u2022")
                    .at(PLAIN, 11, 108, "Read one-line diagrams")
                    .line(PLAIN, 11, 90, "1. Keep a log of switching operations")
                    .line(PLAIN, 11, 90, "2. Write switching orders")
                    .space();
            one.foot(1);
            Sheet two = new Sheet(document)
                    .line(BOLD, 11, 72, "Topics")
                    .line(PLAIN, 11, 72, "Splice medium-voltage cable")
                    .at(PLAIN, 11, 330, "Weld pipe in all positions");
            two.foot(2);
            return written(document);
        }
    }

    private static byte[] written(PDDocument document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    @Test
    void aSyllabusGivesItsOutcomesWholeAndUnderTheirHeadings() throws IOException {
        byte[] pdf = syllabus();
        assertThat(TextStatements.of(TextCandidates.text(pdf)).statements())
                .containsExactly(
                        new Found(
                                "Technicians who finish this course commission, test and maintain protective relays in distribution substations and plot their time-current characteristics.",
                                "ELT 210 Power Systems Protection"),
                        new Found(
                                "They calibrate relays with time-current curves.", "ELT 210 Power Systems Protection"),
                        new Found(
                                "Isolate, lock out and tag circuits before working on them, and prove with an approved Voltage detector that they are dead",
                                "Student learning outcomes"),
                        new Found("Read one-line diagrams", "Student learning outcomes"),
                        new Found("Keep a log of switching operations", "Student learning outcomes"),
                        new Found("Write switching orders", "Student learning outcomes"),
                        new Found("Splice medium-voltage cable", "Topics"),
                        new Found("Weld pipe in all positions", "Topics"));
    }

    @Test
    void aPdfWithoutTextThatIsLockedOrTooLongIsRefusedWithWhatToDo() throws IOException {
        try (PDDocument scan = new PDDocument()) {
            PDPage page = new PDPage();
            scan.addPage(page);
            try (PDPageContentStream out = new PDPageContentStream(scan, page)) {
                out.drawImage(
                        LosslessFactory.createFromImage(scan, new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB)),
                        50,
                        50);
            }
            refuses(written(scan), ProblemType.BAD_INPUT, "text recognised");
        }
        refuses(locked("open sesame", new AccessPermission()), ProblemType.BAD_INPUT, "locked with a password");
        AccessPermission closed = new AccessPermission();
        closed.setCanExtractContent(false);
        refuses(locked("", closed), ProblemType.BAD_INPUT, "does not allow its text to be copied");
        assertThat(TextCandidates.text(locked("", new AccessPermission()))).contains("Read one-line diagrams");
        try (PDDocument book = new PDDocument()) {
            for (int i = 0; i <= PdfText.MOST_PAGES; i++) {
                book.addPage(new PDPage());
            }
            refuses(written(book), ProblemType.PAYLOAD_TOO_LARGE, "200 pages");
        }
        refuses("%PDF-1.7 and nothing else".getBytes(StandardCharsets.UTF_8), ProblemType.BAD_INPUT, "Save it again");
    }

    private static byte[] locked(String password, AccessPermission permission) throws IOException {
        try (PDDocument document = Loader.loadPDF(syllabus())) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("of its owner", password, permission);
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            return written(document);
        }
    }

    /** Half a gigabyte, as letters on a page and as the words of a font, packed to less than a file may have. */
    @Test
    void aFileThatGrowsWithoutEndIsRefusedAndTheServerGoesOn() throws IOException {
        for (boolean inTheFont : new boolean[] {false, true}) {
            byte[] bomb;
            try (PDDocument document = new PDDocument()) {
                PDPage page = new PDPage();
                document.addPage(page);
                PDFont font = new PDType1Font(FontName.TIMES_ROMAN);
                try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                    out.beginText();
                    out.setFont(font, 12);
                    out.showText("Read one-line diagrams");
                    out.endText();
                }
                COSStream packed = document.getDocument().createCOSStream();
                try (OutputStream out = packed.createOutputStream(COSName.FLATE_DECODE)) {
                    byte[] much = "BT /F1 1 Tf (relays) Tj ET ".repeat(1 << 15).getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < 600; i++) {
                        out.write(much);
                    }
                }
                if (inTheFont) {
                    font.getCOSObject().setItem(COSName.TO_UNICODE, packed);
                } else {
                    page.setContents(new PDStream(packed));
                }
                bomb = written(document);
            }
            assertThat(bomb.length).isLessThan(TextCandidates.MOST_BYTES);
            refuses(bomb, ProblemType.PAYLOAD_TOO_LARGE, "more time or memory");
        }
        assertThat(TextCandidates.text(syllabus())).contains("Read one-line diagrams");
    }

    @Test
    void aFileThatIsBrokenAnywhereIsReadOrRefused() throws IOException {
        byte[] whole = syllabus();
        Random chance = new Random(6);
        int read = 0;
        for (int i = 0; i < 300; i++) {
            byte[] broken = whole.clone();
            for (int n = 0; n <= i % 5; n++) {
                broken[5 + chance.nextInt(broken.length - 5)] = (byte) chance.nextInt(256);
            }
            PdfText.Answer answer = PdfText.read(broken);
            assertThat(answer.end())
                    .isIn(List.of(
                            PdfText.READ,
                            PdfText.LOCKED,
                            PdfText.WITHOUT_TEXT,
                            PdfText.UNUSABLE,
                            PdfText.TOO_MANY_PAGES));
            assertThat(answer.text().isEmpty()).isEqualTo(answer.end() != PdfText.READ);
            read += answer.end() == PdfText.READ ? 1 : 0;
        }
        assertThat(read).isBetween(1, 299);
    }

    private static void refuses(byte[] pdf, ProblemType type, String words) {
        assertThatThrownBy(() -> TextCandidates.text(pdf))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type))
                .hasMessageContaining(words);
    }
}
