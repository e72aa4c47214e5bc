package org.throughline.credentials.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue of the suites that we know. */
public final class Cryptosuites {

    /** The type of proofs that name a suite (VC Data Integrity 1.0, section 3.2 DataIntegrityProof). */
    public static final String DATA_INTEGRITY_PROOF = "DataIntegrityProof";

    private static final Map<String, Cryptosuite> NAMED = byName(List.of(
            new EddsaRdfc2022(),
            new EddsaJcs2022(),
            new EcdsaRdfc2019(),
            new EcdsaJcs2019(),
            new EcdsaSd2023(),
            new EddsaRdfc2022(EddsaRdfc2022.FIRST_NAME)));

    private static final Map<String, Cryptosuite> TYPED = byName(List.of(new Ed25519Signature2020()));

    private Cryptosuites() {}

    /** The suite that a {@code DataIntegrityProof} names as its {@code cryptosuite}. */
    public static Optional<Cryptosuite> named(String cryptosuite) {
        return Optional.ofNullable(NAMED.get(cryptosuite));
    }

    /** The suite that has a type of proof to itself. */
    public static Optional<Cryptosuite> typed(String type) {
        return Optional.ofNullable(TYPED.get(type));
    }

    /** The names that {@link #named} and {@link #typed} know, in the order of the catalogue. */
    public static List<String> names() {
        Map<String, Cryptosuite> all = new LinkedHashMap<>(NAMED);
        all.putAll(TYPED);
        return List.copyOf(all.keySet());
    }

    private static Map<String, Cryptosuite> byName(List<Cryptosuite> suites) {
        Map<String, Cryptosuite> named = new LinkedHashMap<>();
        suites.forEach(suite -> named.put(suite.name(), suite));
        return named;
    }
}
