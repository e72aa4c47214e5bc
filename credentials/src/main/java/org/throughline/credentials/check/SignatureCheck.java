package org.throughline.credentials.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.throughline.credentials.proof.ProofOutcome;

/** Is it, to the last letter, what was signed? */
public final class SignatureCheck implements Check {

    @Override
    public String id() {
        return "signature";
    }

    @Override
    public String spec() {
        return "VC Data Integrity 1.0 sections 4.4 Verify Proof and 4.5 Verify Proof Sets and Chains; "
                + "Data Integrity EdDSA Cryptosuites 1.0 section 3; Data Integrity ECDSA Cryptosuites 1.0 section 3";
    }

    @Override
    public CheckResult examine(Examination examination) {
        List<ExaminedProof> proofs = examination.proofs();
        if (proofs.isEmpty()) {
            return undetermined("Nobody signed it: there is no proof in the document", "/proof");
        }
        for (ExaminedProof proof : proofs) {
            if (proof.outcome() instanceof ProofOutcome.Broken broken) {
                return failed(broken.message(), proof.pointer());
            }
        }
        for (ExaminedProof proof : proofs) {
            if (proof.outcome() instanceof ProofOutcome.Unverifiable unverifiable) {
                if (proofs.stream().noneMatch(ExaminedProof::holds)) {
                    return undetermined(unverifiable.message(), proof.pointer());
                }
                examination.warn("One of several proofs was not checked: " + unverifiable.message() + ".");
            }
        }
        return passed("The document is exactly as it was signed" + revisions(proofs));
    }

    /** Under which contents of its contexts it was signed, where these are not the newest. */
    private static String revisions(List<ExaminedProof> proofs) {
        Map<String, String> older = new TreeMap<>();
        proofs.stream().filter(ExaminedProof::holds).forEach(proof -> older.putAll(proof.revisions()));
        return older.isEmpty()
                ? ""
                : older.entrySet().stream()
                        .map(e -> e.getValue() + " of " + e.getKey())
                        .collect(Collectors.joining(
                                " and ", ", under an older content of its contexts: the revision ", ""));
    }
}
