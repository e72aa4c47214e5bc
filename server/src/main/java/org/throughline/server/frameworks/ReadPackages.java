package org.throughline.server.frameworks;

import java.util.List;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Reads CASE JSON and says in lines what was noticed. */
final class ReadPackages {
    private static final CaseReader READER = new CaseReader();

    /** A package and what was noticed while reading it. */
    record ReadPackage(CFPackage pkg, List<String> findings) {}

    private ReadPackages() {}

    /** Reads a package that somebody brings; one that can't be used is a {@code Problem CASE_INVALID} with its findings. */
    static ReadPackage read(byte[] json, String sourceName) {
        return switch (READER.read(json, sourceName)) {
            case ReadOutcome.Read read -> new ReadPackage(read.pkg(), lines(read.findings()));
            case ReadOutcome.Refused refused ->
                throw new Problem(
                        ProblemType.CASE_INVALID,
                        "The package from %s was refused; nothing was changed.".formatted(sourceName),
                        lines(refused.findings()));
        };
    }

    /** Reads back what this server wrote, a part of a package included. */
    static CFPackage stored(byte[] json) {
        return switch (READER.readPart(json, "this server")) {
            case ReadOutcome.Read read -> read.pkg();
            case ReadOutcome.Refused refused ->
                throw new IllegalStateException("What we wrote ourselves cannot be read: " + lines(refused.findings()));
        };
    }

    /** Reads back two texts that this server wrote; what says the same in both is one object, read once. */
    static List<CFPackage> stored(byte[] one, byte[] other) {
        return READER.readWritten(one, other, "this server").orElseGet(() -> List.of(stored(one), stored(other)));
    }

    /** Reads back what this server wrote, with the texts of its objects. */
    static WrittenPackage written(byte[] json) {
        return READER.readWritten(json, "this server").orElseGet(() -> WrittenPackage.of(stored(json)));
    }

    /** One line each: severity, where, what was found and what was done. Errors stand first, then warnings, then repairs. */
    static List<String> lines(List<Finding> findings) {
        return findings.stream()
                .sorted((a, b) -> a.severity().compareTo(b.severity()))
                .map(ReadPackages::line)
                .toList();
    }

    private static String line(Finding finding) {
        String severity = switch (finding.severity()) {
            case Severity.ERROR -> "Error";
            case Severity.WARNING -> "Warning";
            case Severity.REPAIR -> "Repaired";
        };
        String where = finding.pointer().isEmpty() ? "" : " at " + finding.pointer();
        return "%s%s: %s (%s)".formatted(severity, where, finding.message(), finding.code());
    }
}
