package org.throughline.credentials.check;

import java.util.Map;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.proof.ProofOutcome;

/**
 * One proof and what it came to.
 *
 * @param pointer  JSON Pointer to it
 * @param verificationMethod  the key that it names, or empty
 * @param key  what came of looking for that key
 * @param outcome  what the signature came to
 * @param revisions  the older contents of contexts under which it fits, by their address; none when it fits the newest
 */
record ExaminedProof(
        String pointer,
        String verificationMethod,
        KeyResolution key,
        ProofOutcome outcome,
        Map<String, String> revisions) {

    ExaminedProof {
        revisions = Map.copyOf(revisions);
    }

    /** A proof whose contexts were read as they are now. */
    ExaminedProof(String pointer, String verificationMethod, KeyResolution key, ProofOutcome outcome) {
        this(pointer, verificationMethod, key, outcome, Map.of());
    }

    boolean holds() {
        return outcome instanceof ProofOutcome.Holds;
    }

    /** The same proof with another outcome. */
    ExaminedProof with(ProofOutcome other) {
        return new ExaminedProof(pointer, verificationMethod, key, other, revisions);
    }

    /** The DID in front of the key's fragment. */
    String did() {
        int hash = verificationMethod.indexOf('#');
        return hash < 0 ? verificationMethod : verificationMethod.substring(0, hash);
    }

    /** Whether the key was found and speaks for this issuer: of a resolved key, the controller's own document lists it. */
    boolean isBy(String issuer) {
        return key instanceof KeyResolution.Resolved resolved
                && resolved.method().controller().equals(issuer);
    }
}
