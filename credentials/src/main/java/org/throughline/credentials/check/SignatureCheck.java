package org.throughline.credentials.check;

import java.util.List;
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
        return passed("The document is exactly as it was signed");
    }
}
