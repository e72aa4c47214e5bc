package org.throughline.credentials.proof;

import java.util.Set;
import org.throughline.credentials.key.SigningAlgorithm;

/**
 * The cryptosuite {@code ecdsa-rdfc-2019} (Data Integrity ECDSA Cryptosuites 1.0, section 3.2): SHA-256 with a key on P-256, SHA-384 with
 * one on P-384, in the canonicalization as in the hashing.
 */
public final class EcdsaRdfc2019 extends RdfcSuite {

    /** The suite's name in {@code cryptosuite}. */
    public static final String NAME = "ecdsa-rdfc-2019";

    /** The suite. */
    public EcdsaRdfc2019() {
        super(NAME, Set.of(SigningAlgorithm.P256, SigningAlgorithm.P384));
    }
}
