package org.throughline.credentials.samples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.credentials.check.Check;
import org.throughline.credentials.check.Checks;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.tree.JsonText;

/**
 * One sample and what we expect of it, thought out by hand.
 *
 * @param checks  every check that is made, in order; of those that do not concern the document nothing is written
 * @param children  the verdicts of the credentials inside
 * @param warnings  how many warnings there are
 */
record Sample(
        String name,
        String about,
        String document,
        Verdict verdict,
        Map<String, Outcome> checks,
        List<Verdict> children,
        int warnings) {

    /** What a plain badge with a status list is asked; every other check of the catalogue does not concern it. */
    private static final List<String> CONCERN_A_BADGE =
            List.of("format", "structure", "context", "issuer", "validity", "signature", "signer", "status");

    /** A badge of which everything holds; alignments are not looked up, and it is no record. */
    static Sample of(String name, String about, String document) {
        Map<String, Outcome> checks = new LinkedHashMap<>();
        for (Check check : Checks.all()) {
            checks.put(check.id(), CONCERN_A_BADGE.contains(check.id()) ? Outcome.PASSED : Outcome.NOT_APPLICABLE);
        }
        return new Sample(name, about, document, Verdict.VALID, checks, List.of(), 0);
    }

    Sample with(Outcome outcome, String... ids) {
        Map<String, Outcome> changed = new LinkedHashMap<>(checks);
        for (String id : ids) {
            changed.put(id, outcome);
        }
        return new Sample(name, about, document, verdict, changed, children, warnings);
    }

    Sample failed(String... ids) {
        return with(Outcome.FAILED, ids).verdict(Verdict.INVALID);
    }

    Sample undetermined(String... ids) {
        return with(Outcome.UNDETERMINED, ids)
                .verdict(verdict == Verdict.INVALID ? Verdict.INVALID : Verdict.UNDETERMINED);
    }

    /** Of a kind that is asked these checks alone, in this order. */
    Sample only(List<String> ids) {
        Map<String, Outcome> changed = new LinkedHashMap<>();
        ids.forEach(id -> changed.put(id, checks.getOrDefault(id, Outcome.PASSED)));
        return new Sample(name, about, document, verdict, changed, children, warnings);
    }

    Sample withoutStatus() {
        return with(Outcome.NOT_APPLICABLE, "status");
    }

    Sample record(Verdict... verdicts) {
        Sample opened = with(Outcome.PASSED, "subject", "children").withoutStatus();
        return new Sample(name, about, document, verdict, opened.checks, List.of(verdicts), warnings);
    }

    Sample warnings(int number) {
        return new Sample(name, about, document, verdict, checks, children, number);
    }

    Sample verdict(Verdict value) {
        return new Sample(name, about, document, value, checks, children, warnings);
    }

    /** Only the first check is made. */
    Sample formatOnly(Outcome outcome) {
        return new Sample(
                name,
                about,
                document,
                outcome == Outcome.FAILED ? Verdict.INVALID : Verdict.UNDETERMINED,
                Map.of("format", outcome),
                List.of(),
                0);
    }

    /** The expectation as it stands beside the sample. */
    String expectation() {
        StringBuilder out = new StringBuilder("{\n  \"about\": ");
        JsonText.quote(about, out);
        out.append(",\n  \"verdict\": \"").append(verdict).append("\",\n  \"checks\": {");
        String separator = "\n";
        for (Map.Entry<String, Outcome> check : checks.entrySet()) {
            if (check.getValue() == Outcome.NOT_APPLICABLE) {
                continue;
            }
            out.append(separator).append("    \"").append(check.getKey()).append("\": \"");
            out.append(check.getValue().word()).append('"');
            separator = ",\n";
        }
        out.append("\n  },\n  \"warnings\": ").append(warnings).append(",\n  \"children\": [");
        separator = "";
        for (Verdict child : children) {
            out.append(separator).append('"').append(child).append('"');
            separator = ", ";
        }
        return out.append("]\n}\n").toString();
    }
}
