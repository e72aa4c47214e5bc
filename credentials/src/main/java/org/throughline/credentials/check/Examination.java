package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.tree.EmbeddedDocuments;

/** One document under examination: what it says, what was found so far, and what it takes to find out more. */
public final class Examination {

    private final SignedDocument signed;
    private final JsonObject document;
    private final ClaimedCredential claimed;
    private final Surroundings surroundings;
    private final List<CheckResult> results = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable List<ExaminedProof> proofs;
    private @Nullable List<VerificationReport> children;

    /** Begins with nothing found. */
    public Examination(
            SignedDocument signed, JsonObject document, ClaimedCredential claimed, Surroundings surroundings) {
        this.signed = signed;
        this.document = document;
        this.claimed = claimed;
        this.surroundings = surroundings;
    }

    /** Makes the checks one after the other and adds up the report. */
    public VerificationReport run(List<Check> checks) {
        for (Check check : checks) {
            results.add(check.examine(this));
        }
        List<VerificationReport> reports = children == null ? List.of() : children;
        return new VerificationReport(
                Verdict.of(results), type().format(), results, warnings, reports, withChildren(claimed, reports));
    }

    private static ClaimedCredential withChildren(ClaimedCredential c, List<VerificationReport> reports) {
        List<ClaimedCredential> inside = new ArrayList<>();
        for (VerificationReport report : reports) {
            if (report.claimed() != null) {
                inside.add(report.claimed());
            }
        }
        return inside.isEmpty() ? c : c.withChildren(inside);
    }

    /** The exact text that is examined. */
    String text() {
        return signed.text();
    }

    JsonObject document() {
        return document;
    }

    DocumentType type() {
        return DocumentType.of(document);
    }

    ClaimedCredential claimed() {
        return claimed;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** What an earlier check came to. */
    Outcome earlier(String id) {
        return results.stream()
                .filter(r -> r.id().equals(id))
                .map(CheckResult::outcome)
                .findFirst()
                .orElse(Outcome.UNDETERMINED);
    }

    /** Whether signature and signer hold: only from then on anything may be fetched that the document names. */
    boolean isEstablished() {
        return earlier("signature") == Outcome.PASSED && earlier("signer") == Outcome.PASSED;
    }

    void warn(String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /** The proofs, each tried once. */
    List<ExaminedProof> proofs() {
        if (proofs == null) {
            proofs = ProofExaminer.examine(this);
        }
        return proofs;
    }

    /** The reports of the credentials inside a CLR, each by its own road. */
    List<VerificationReport> children() {
        if (children == null) {
            children = EmbeddedDocuments.at(signed.text(), "credentialSubject", "verifiableCredential").stream()
                    .map(text -> surroundings.nested().verifyChild(new SignedDocument(text)))
                    .toList();
        }
        return children;
    }
}
