package org.throughline.credentials.proof;

import jakarta.json.JsonObject;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.VerificationKey;

/**
 * One way of making a proof and of telling whether it holds (VC Data Integrity 1.0, section 3.1 Cryptographic Suites).
 *
 * <p>A suite looks at the mathematics alone: purpose, time and whose key it is are for the checks. Safe for use by many threads.
 */
public interface Cryptosuite {

    /** The name as {@code cryptosuite} has it; of a suite from before there were such names its {@code type}. */
    String name();

    /** Whether it signs what a document means in its contexts, and not just what stands there. */
    boolean signsMeaning();

    /**
     * Whether a proof holds.
     *
     * @param document  what is secured: the document without this proof, with those that it builds on
     * @param proof  the proof itself
     * @param key  the key that it names
     */
    ProofOutcome verify(UnsecuredDocument document, JsonObject proof, VerificationKey key);

    /**
     * Begins a proof that says a credential is true.
     *
     * @param document  what is to be secured
     * @param verificationMethod  the full id of the key
     * @param created  the moment, as an XML Schema dateTimeStamp
     * @return a proof without its value, to which more can be added before it is signed
     */
    JsonObject options(UnsecuredDocument document, String verificationMethod, String created);

    /**
     * Signs.
     *
     * @param document  what is secured, already found to be in safe mode
     * @param options  the proof without its value
     * @return the proof with its value
     * @throws IllegalArgumentException when the signer's key is not for this suite or the document is not proper JSON-LD
     */
    JsonObject sign(UnsecuredDocument document, JsonObject options, Signer signer);
}
