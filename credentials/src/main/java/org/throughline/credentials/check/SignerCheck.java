package org.throughline.credentials.check;

import java.util.List;
import java.util.Optional;
import org.throughline.credentials.key.KeyResolution;

/** Does the key that signed belong to the issuer whom the document names? */
public final class SignerCheck implements Check {

    @Override
    public String id() {
        return "signer";
    }

    @Override
    public String spec() {
        return "VC Data Integrity 1.0 section 4.4; Controlled Identifiers 1.0 section 3.3 Retrieve Verification Method; "
                + "VC Data Model 2.0 section 4.7";
    }

    @Override
    public CheckResult examine(Examination examination) {
        String issuer = examination.speaker().orElse(null);
        List<ExaminedProof> proofs = examination.proofs();
        if (proofs.isEmpty()) {
            return undetermined("Nobody signed it, so nobody is known to have issued it", "/proof");
        }
        if (issuer == null && examination.type().isPresentation()) {
            return proofs.stream()
                    .filter(proof -> proof.holds() && proof.key() instanceof KeyResolution.Resolved)
                    .findFirst()
                    .map(proof -> passed("It names no holder; it was signed by " + proof.did()))
                    .orElseGet(
                            () -> undetermined("No signature holds, so nobody is known to have signed it", "/proof"));
        }
        if (issuer == null) {
            return undetermined("It does not say who issued it, so no key can be compared", "/issuer");
        }
        boolean someHold = proofs.stream().anyMatch(ExaminedProof::holds);
        for (ExaminedProof proof : proofs) {
            if (proof.isBy(issuer) && (proof.holds() || !someHold)) {
                return passed("The key belongs to the "
                        + (examination.type().isPresentation() ? "holder, " : "issuer, ") + issuer);
            }
        }
        return otherwise(proofs, issuer);
    }

    private CheckResult otherwise(List<ExaminedProof> proofs, String issuer) {
        Optional<ExaminedProof> open = proofs.stream()
                .filter(p -> p.did().equals(issuer)
                        && (p.key() instanceof KeyResolution.Unresolvable
                                || p.key() instanceof KeyResolution.OfAnotherKind))
                .findFirst();
        if (open.isPresent()) {
            return undetermined(reason(open.get(), issuer), open.get().pointer());
        }
        Optional<ExaminedProof> wrong = proofs.stream()
                .filter(p -> !(p.key() instanceof KeyResolution.Unresolvable))
                .findFirst();
        if (wrong.isPresent()) {
            return failed(reason(wrong.get(), issuer), wrong.get().pointer() + "/verificationMethod");
        }
        return undetermined(reason(proofs.getFirst(), issuer), proofs.getFirst().pointer());
    }

    private static String reason(ExaminedProof proof, String issuer) {
        return switch (proof.key()) {
            case KeyResolution.Contradicted contradicted -> contradicted.message();
            case KeyResolution.OfAnotherKind other -> other.message();
            case KeyResolution.Unresolvable unresolvable -> unresolvable.message();
            case KeyResolution.Resolved resolved ->
                "The key belongs to " + resolved.method().controller() + ", but the document says it was issued by "
                        + issuer;
        };
    }
}
