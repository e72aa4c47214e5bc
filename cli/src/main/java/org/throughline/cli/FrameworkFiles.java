package org.throughline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.exchange.FrameworkOutcome;
import org.throughline.caseformat.exchange.FrameworkReader;
import org.throughline.caseformat.exchange.SheetRequest;

/** Frameworks in files of every form, as the commands read them. */
final class FrameworkFiles {

    private FrameworkFiles() {}

    /** What came of a file of one framework, opened as {@link #readAll} does; one of several is refused with a finding that names them. */
    static FrameworkOutcome read(String file) {
        return FrameworkReader.one(readAll(file));
    }

    /**
     * What came of every framework in a file; one that cannot be opened is refused with a finding. What says no date gets that of its file.
     */
    static List<FrameworkOutcome> readAll(String file) {
        byte[] bytes;
        Instant changed = Instant.EPOCH;
        try {
            if (file.equals("-")) {
                bytes = System.in.readNBytes(FrameworkReader.MAX_BYTES + 1);
            } else {
                Path path = Path.of(file);
                changed = Files.getLastModifiedTime(path).toInstant().truncatedTo(ChronoUnit.SECONDS);
                try (InputStream in = Files.newInputStream(path)) {
                    bytes = in.readNBytes(FrameworkReader.MAX_BYTES + 1);
                }
            }
        } catch (IOException e) {
            return List.of(unreadable(Inputs.reason(e)));
        } catch (InvalidPathException e) {
            return List.of(unreadable("it is no path"));
        }
        try {
            return new FrameworkReader().readAll(bytes, SheetRequest.of(file, changed));
        } catch (OutOfMemoryError e) {
            // of one large file; the next may well fit, and whoever asked gets a line for each
            long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
            return List.of(
                    new FrameworkOutcome.Refused(
                            List.of(
                                    new Finding(
                                            Severity.ERROR,
                                            "too-large",
                                            "",
                                            "Reading it takes more than the " + mebibytes
                                                    + " MiB of memory that this program may use; THROUGHLINE_JAVA_OPTS=-Xmx2g gives it more."))));
        }
    }

    private static FrameworkOutcome unreadable(String why) {
        return new FrameworkOutcome.Refused(
                List.of(new Finding(Severity.ERROR, "unreadable-file", "", "Cannot be read: " + why)));
    }

    /** All findings of an outcome; a table whose columns nobody explains is an error here, where nobody can be asked. */
    static List<Finding> findings(FrameworkOutcome outcome) {
        return switch (outcome) {
            case FrameworkOutcome.Read read -> read.findings();
            case FrameworkOutcome.Refused refused -> refused.findings();
            case FrameworkOutcome.NeedsColumns needs -> {
                List<Finding> all = new java.util.ArrayList<>(needs.findings());
                all.add(new Finding(
                        Severity.ERROR,
                        "unknown-columns",
                        "",
                        "The headings do not tell which column is the statement. Call it fullStatement, or import the file"
                                + " in a browser, where columns can be chosen."));
                yield all;
            }
        };
    }

    static void print(List<Finding> findings, PrintWriter to) {
        for (Finding finding : findings) {
            to.println("  " + finding.severity().name().toLowerCase(Locale.ROOT) + " " + finding.code() + " at "
                    + (finding.pointer().isEmpty() ? "the whole file" : finding.pointer()) + ": " + finding.message());
        }
    }
}
