package org.throughline.server.alignment.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/** The coverage as CSV (RFC 4180): one row per accepted alignment, and one for every gap. */
final class CoverageTable {
    private CoverageTable() {}

    static String csv(Coverage coverage, Map<ItemUri, FrameworkItem> outcomes) {
        StringWriter text = new StringWriter();
        try (CSVPrinter table = new CSVPrinter(text, CSVFormat.RFC4180)) {
            table.printRecord(
                    "requirement code",
                    "requirement",
                    "strength",
                    "outcome code",
                    "outcome",
                    "relation",
                    "accepted by",
                    "accepted at",
                    "reason");
            for (Coverage.Row row : coverage.requirements()) {
                FrameworkItem requirement = row.requirement();
                if (row.isGap()) {
                    table.printRecord(
                            plain(requirement.code()), plain(requirement.statement()), 0, "", "", "", "", "", "");
                }
                for (AlignmentStep step : row.accepted()) {
                    FrameworkItem outcome = outcomes.get(step.to());
                    table.printRecord(
                            plain(requirement.code()),
                            plain(requirement.statement()),
                            step.strength(),
                            plain(outcome == null ? null : outcome.code()),
                            plain(outcome == null ? step.to().value() : outcome.statement()),
                            step.associationType(),
                            plain(step.decidedBy()),
                            step.decidedAt(),
                            plain(step.reason()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory does not fail", e);
        }
        return text.toString();
    }

    /** Text that a spreadsheet would take for a formula gets an apostrophe before it. */
    private static String plain(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
