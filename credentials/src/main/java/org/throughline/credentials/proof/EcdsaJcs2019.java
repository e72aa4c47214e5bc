package org.throughline.credentials.proof;

import java.util.Set;
import org.throughline.credentials.key.SigningAlgorithm;

/** The cryptosuite {@code ecdsa-jcs-2019} (Data Integrity ECDSA Cryptosuites 1.0, section 3.3), on P-256 or P-384. */
public final class EcdsaJcs2019 extends JcsSuite {

    /** The suite's name in {@code cryptosuite}. */
    public static final String NAME = "ecdsa-jcs-2019";

    /** The suite. */
    public EcdsaJcs2019() {
        super(NAME, Set.of(SigningAlgorithm.P256, SigningAlgorithm.P384));
    }
}
