package org.throughline.credentials.proof;

import java.util.Set;
import org.throughline.credentials.key.SigningAlgorithm;

/** The cryptosuite {@code eddsa-jcs-2022} (Data Integrity EdDSA Cryptosuites 1.0, section 3.3). */
public final class EddsaJcs2022 extends JcsSuite {

    /** The suite's name in {@code cryptosuite}. */
    public static final String NAME = "eddsa-jcs-2022";

    /** The suite. */
    public EddsaJcs2022() {
        super(NAME, Set.of(SigningAlgorithm.ED25519));
    }
}
