package org.throughline.server.alignment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The text of a PDF file (ISO 32000). A PDF can ask whoever reads it for any amount of memory and time, at many places of its form, and a server
 * whose heap is full ends for everybody. So a Java of its own reads it ({@link PdfText}), with little memory and little time, one file after the
 * other; whatever becomes of it, the server goes on. It gets the file's bytes and nothing else: no environment, no file, no address.
 */
final class PdfDocument {
    /** So long one file is read. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MEGABYTES = 160;
    private static final int BYTES_OF_A_CHARACTER = 4;
    private static final Semaphore TURN = new Semaphore(1, true);

    private PdfDocument() {}

    /** Whether the bytes begin as those of a PDF file. */
    static boolean isOne(byte[] bytes) {
        return bytes.length > 4 && bytes[0] == '%' && bytes[1] == 'P' && bytes[2] == 'D' && bytes[3] == 'F';
    }

    /** Its paragraphs, items of lists and headings, written as in Markdown; a {@code Problem} that says what to do where there is no text. */
    static String text(byte[] bytes) {
        try {
            if (!TURN.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Problem(ProblemType.BUSY, "PDF files are read one at a time. Try again in a minute.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.BUSY, "The server stops. Try again in a minute.");
        }
        try {
            return inAnotherJava(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("no other Java could be started to read a PDF", e);
        } finally {
            TURN.release();
        }
    }

    private static String inAnotherJava(byte[] bytes) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words());
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process reader = builder.start();
        CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .execute(reader::destroyForcibly);
        try (InputStream out = reader.getInputStream()) {
            give(reader, bytes);
            byte[] text = out.readNBytes(TextCandidates.MOST_CHARACTERS * BYTES_OF_A_CHARACTER);
            int end = reader.waitFor();
            if (end == PdfText.READ) {
                return new String(text, StandardCharsets.UTF_8);
            }
            throw refused(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.BUSY, "The server stops. Try again in a minute.");
        } finally {
            reader.destroyForcibly();
        }
    }

    private static void give(Process reader, byte[] bytes) {
        try (OutputStream in = reader.getOutputStream()) {
            in.write(bytes);
        } catch (IOException e) {
            // it ended before it had read everything: how, its exit says
        }
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MEGABYTES + "m",
                "-Xss2m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ActiveProcessorCount=1",
                "-Djava.awt.headless=true",
                "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-cp",
                System.getProperty("java.class.path")));
        if (String.valueOf(PdfDocument.class.getResource("PdfDocument.class")).startsWith("jar:nested:")) {
            words.add("-Dloader.main=" + PdfText.class.getName()); // the jar that was not unpacked
            words.add("org.springframework.boot.loader.launch.PropertiesLauncher");
        } else {
            words.add(PdfText.class.getName());
        }
        return words;
    }

    private static Problem refused(int end) {
        return switch (end) {
            case PdfText.LOCKED ->
                new Problem(
                        ProblemType.BAD_INPUT,
                        "This PDF is locked with a password. Save a copy without one, or open it, copy its text and paste it.");
            case PdfText.NOT_TO_BE_COPIED ->
                new Problem(
                        ProblemType.BAD_INPUT,
                        "Whoever made this PDF does not allow its text to be copied. Ask them for another form of it.");
            case PdfText.WITHOUT_TEXT ->
                new Problem(
                        ProblemType.BAD_INPUT,
                        "The pages of this PDF are pictures without text, as a scanner makes them. Have its text recognised (OCR), or type or paste what matters.");
            case PdfText.TOO_MANY_PAGES ->
                new Problem(
                        ProblemType.PAYLOAD_TOO_LARGE,
                        "A PDF may have %,d pages here. Print the pages that matter into a new PDF, or paste them."
                                .formatted(PdfText.MOST_PAGES));
            case PdfText.UNUSABLE ->
                new Problem(
                        ProblemType.BAD_INPUT,
                        "This is no PDF that can be read. Save it again, or open it, copy its text and paste it.");
            default ->
                new Problem(
                        ProblemType.PAYLOAD_TOO_LARGE,
                        "Reading this PDF takes more time or memory than a file may have here. Print the pages that matter into a new PDF, or open it, copy its text and paste it.");
        };
    }
}
