package org.throughline.credentials.proof;

import java.util.Set;
import org.throughline.credentials.key.SigningAlgorithm;

/**
 * The cryptosuite {@code eddsa-rdfc-2022} (Data Integrity EdDSA Cryptosuites 1.0, section 3.2), which in the first public working draft
 * was called {@code eddsa-2022}.
 */
public final class EddsaRdfc2022 extends RdfcSuite {

    /** The suite's name in {@code cryptosuite}. */
    public static final String NAME = "eddsa-rdfc-2022";

    /** Its name until 2023; nothing but the name is different. */
    public static final String FIRST_NAME = "eddsa-2022";

    /** The suite by its name. */
    public EddsaRdfc2022() {
        this(NAME);
    }

    EddsaRdfc2022(String name) {
        super(name, Set.of(SigningAlgorithm.ED25519));
    }
}
