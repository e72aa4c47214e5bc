package org.throughline.server.alignment;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Reads a PDF in a Java of its own, which {@link PdfDocument} starts: the file comes in at standard input, its text goes out at standard output, and
 * how it ended is the exit status. Scripts, forms, attachments and pictures are not looked at.
 */
final class PdfText {
    static final int READ = 0;
    static final int LOCKED = 20;
    static final int NOT_TO_BE_COPIED = 21;
    static final int WITHOUT_TEXT = 22;
    static final int TOO_MANY_PAGES = 23;
    static final int UNUSABLE = 24;
    static final int TOO_LONG = 25;

    static final int MOST_PAGES = 200;

    private PdfText() {}

    public static void main(String[] words) throws IOException {
        endInTime();
        Answer answer = read(System.in.readNBytes(TextCandidates.MOST_BYTES));
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(answer.text().getBytes(StandardCharsets.UTF_8));
        }
        Runtime.getRuntime().halt(answer.end());
    }

    /** Nobody may be left to end it. */
    private static void endInTime() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(PdfDocument.LONGEST);
            } catch (InterruptedException e) {
                // then it ends now
            }
            Runtime.getRuntime().halt(TOO_LONG);
        });
    }

    /**
     * What was read.
     *
     * @param end how it ended, as an exit status
     * @param text empty unless it ended with {@link #READ}
     */
    record Answer(int end, String text) {}

    static Answer read(byte[] bytes) {
        FontMappers.set(new OwnFont());
        try (PDDocument document = Loader.loadPDF(bytes, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            if (!document.getCurrentAccessPermission().canExtractContent()) {
                return new Answer(NOT_TO_BE_COPIED, "");
            }
            if (document.getNumberOfPages() > MOST_PAGES) {
                return new Answer(TOO_MANY_PAGES, "");
            }
            String text = PdfParagraphs.of(PdfLines.of(document));
            return text.codePoints().anyMatch(Character::isLetter)
                    ? new Answer(READ, text)
                    : new Answer(WITHOUT_TEXT, "");
        } catch (InvalidPasswordException e) {
            return new Answer(LOCKED, "");
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // the library says in many ways that a file is broken
            return new Answer(UNUSABLE, "");
        }
    }
}
