package org.throughline.cli;

import java.io.PrintWriter;
import java.util.List;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.ClaimedCredential;
import org.throughline.credentials.check.IssuerStanding;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Refreshed;
import org.throughline.credentials.check.VerificationReport;

/** Prints a report for people, in lines of 80 columns: the verdict in words, then every check, then what one should know besides. */
record ReportText(PrintWriter out) {

    private static final int COLUMNS = 80;
    private static final int ID_COLUMNS = 14;

    void print(VerificationReport report, String file) {
        wrap("", "  ", clean(file) + ": " + sentence(report));
        describe(report, "  ");
        registries(report, "  ");
        body(report, "  ");
        if (report.refreshed() != null) {
            given(report.refreshed());
        }
        out.println();
    }

    /** What came of the one that was given, when all the rest is about a newer one. */
    private void given(Refreshed refreshed) {
        wrap(
                "  ",
                "  ",
                "All of this is about the newer one at " + clean(refreshed.address()) + " (SHA-256 "
                        + refreshed.document().sha256() + "). The one that was given, by itself: "
                        + sentence(refreshed.given()));
        body(refreshed.given(), "    ");
    }

    private void body(VerificationReport report, String indent) {
        for (CheckResult check : report.checks()) {
            if (check.outcome() != Outcome.NOT_APPLICABLE) {
                String where = check.pointer().isEmpty() || check.outcome() == Outcome.PASSED
                        ? ""
                        : " [" + clean(check.pointer()) + "]";
                wrap(
                        indent + mark(check.outcome()) + " " + pad(check.id()),
                        indent + " ".repeat(2 + ID_COLUMNS),
                        clean(check.message()) + where);
            }
        }
        for (String warning : report.warnings()) {
            wrap(indent + "! ", indent + "  ", clean(warning));
        }
        inside(report.children(), "", indent);
        inside(report.endorsements(), "Endorsement ", indent);
    }

    private void inside(List<VerificationReport> reports, String what, String indent) {
        int number = 0;
        for (VerificationReport report : reports) {
            wrap(indent + what + ++number + ". ", indent + "   ", sentence(report));
            describe(report, indent + "   ");
            registries(report, indent + "   ");
            body(report, indent + "   ");
        }
    }

    /** Who knows the issuer; that somebody does not is a warning, whatever the verdict. */
    private void registries(VerificationReport report, String indent) {
        for (IssuerStanding standing : report.registries()) {
            if (standing.standing() == IssuerStanding.Standing.NOT_ESTABLISHED) {
                wrap(
                        indent + "! ",
                        indent + "  ",
                        "Nobody was asked whether they know the issuer, because it is not established who issued it.");
                return;
            }
            boolean known = standing.standing() == IssuerStanding.Standing.KNOWN;
            wrap(indent + (known ? "• " : "! "), indent + "  ", clean(standing.message()));
        }
    }

    /** What it is, by whom: as a registry that the reader chose calls the issuer, and only where none does, as the document says itself. */
    private void describe(VerificationReport report, String indent) {
        ClaimedCredential claimed = report.claimed();
        if (claimed == null || claimed.name() == null) {
            return;
        }
        String said = claimed.issuerName() == null ? claimed.issuerId() : claimed.issuerName();
        String by = said == null ? "" : ", says " + clean(said);
        IssuerStanding known = report.knownIssuer().orElse(null);
        if (known != null && known.name() != null) {
            by = ", by " + clean(known.name()) + " (so " + clean(known.registry())
                    + (said == null || said.equals(known.name()) ? ")" : "; it says " + clean(said) + ")");
        }
        wrap(indent, indent, "\"" + clean(claimed.name()) + "\"" + by);
    }

    /** Breaks lines between words; a word that is longer than a line stays whole, so that addresses can be copied. */
    private void wrap(String first, String rest, String text) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split(" ")) {
            if (!empty && width(line) + 1 + width(word) > COLUMNS) {
                out.println(line);
                line = new StringBuilder(rest);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        out.println(line);
    }

    private static int width(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    private static String sentence(VerificationReport report) {
        boolean presentation = report.format().startsWith("vp-");
        return switch (report.verdict()) {
            case VALID ->
                report.refreshed() == null
                        ? "VALID. The " + (presentation ? "holder" : "issuer")
                                + " signed exactly this, and nothing speaks against it."
                        : "VALID, in a newer form. The issuer signed exactly that one, and nothing speaks against it.";
            case INVALID -> "INVALID. Do not rely on it.";
            case UNDETERMINED -> "UNDETERMINED. Nothing speaks against it, but not everything could be checked.";
        };
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case UNDETERMINED -> "?";
            case NOT_APPLICABLE -> "-";
        };
    }

    private static String pad(String id) {
        return id + " ".repeat(Math.max(1, ID_COLUMNS - id.length()));
    }

    /** Text of strangers on a terminal: without control characters and without those that turn the line around. */
    static String clean(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
