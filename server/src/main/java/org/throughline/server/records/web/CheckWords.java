package org.throughline.server.records.web;

import java.util.List;
import java.util.Map;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.ClaimedCredential;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.server.face.CheckView;

/** A report's checks in the words of a page. */
final class CheckWords {
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("format", "It can be read"),
            Map.entry("structure", "It is built as the standard says"),
            Map.entry("context", "Every word in it has a published meaning"),
            Map.entry("issuer", "It names its issuer"),
            Map.entry("validity", "It is within its period"),
            Map.entry("claims", "The token says the same as the credential in it"),
            Map.entry("signature", "Nothing was changed since it was signed"),
            Map.entry("signer", "It was signed by the issuer it names"),
            Map.entry("refresh", "Whether there is a newer one"),
            Map.entry("status", "It was not revoked"),
            Map.entry("schema", "It is as the schema says that it names"),
            Map.entry("presentation", "It was shown just now, to whoever asks"),
            Map.entry("recipient", "It is about the person who was asked for"),
            Map.entry("endorsements", "What others say of it"),
            Map.entry("alignment", "The competencies it names"),
            Map.entry("subject", "Whom it is about"),
            Map.entry("associations", "How its achievements belong together"),
            Map.entry("children", "The credentials inside"));

    private CheckWords() {}

    /** {@code of} keeps the anchors of several reports on one page apart. */
    static List<CheckView> views(List<CheckResult> checks, String of) {
        return checks.stream().map(check -> view(check, of)).toList();
    }

    private static CheckView view(CheckResult check, String of) {
        String where = check.pointer().isEmpty() ? "" : "At " + check.pointer() + ". ";
        return new CheckView(
                of + check.id(),
                CheckView.Outcome.valueOf(check.outcome().name()),
                title(check.id()),
                check.message(),
                where + "Rule: " + check.spec(),
                null);
    }

    /** The check in words; a test demands that every check of the catalogue has some. */
    static String title(String check) {
        return TITLES.getOrDefault(check, check);
    }

    /** The verdict in one sentence, for somebody who reads nothing else. */
    static String sentence(VerificationReport report) {
        return switch (report.verdict()) {
            case VALID ->
                isPresentation(report)
                        ? "It is signed by whoever shows it, and unchanged. Each credential in it has its own answer below."
                        : "It is signed by the issuer it names, unchanged, within its period and not revoked.";
            case INVALID -> first(report, Outcome.FAILED, "It does not hold.");
            case UNDETERMINED -> first(report, Outcome.UNDETERMINED, "Not everything could be checked.");
        };
    }

    private static boolean isPresentation(VerificationReport report) {
        ClaimedCredential claimed = report.claimed();
        return claimed != null && claimed.isPresentation();
    }

    private static String first(VerificationReport report, Outcome outcome, String otherwise) {
        return report.checks().stream()
                .filter(c -> c.outcome() == outcome && !Verdict.isInforming(c.id()))
                .map(CheckResult::message)
                .findFirst()
                .orElse(otherwise);
    }
}
