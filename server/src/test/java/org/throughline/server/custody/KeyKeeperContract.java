package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.server.custody.KeyKeeper.Kept;
import org.throughline.server.organizations.OrganizationId;

/** What every keeper of keys must do, over each algorithm that it names. The signatures are checked by the JDK, which made none of them. */
abstract class KeyKeeperContract {
    private static final byte[] MESSAGE = "to be signed".getBytes(StandardCharsets.UTF_8);

    private final UUID id = UUID.randomUUID();

    abstract KeyKeeper keeper();

    abstract OrganizationId owner();

    @Test
    void namesAtLeastEs256() {
        assertThat(keeper().algorithms()).contains(SigningAlgorithm.P256);
    }

    @Test
    void signsSoThatTheWorldCanCheckIt() throws Exception {
        for (SigningAlgorithm algorithm : keeper().algorithms()) {
            Kept kept = keeper().make(id(algorithm), owner(), algorithm);
            byte[] signature = keeper().sign(id(algorithm), owner(), kept, MESSAGE);

            assertThat(kept.publicKey().algorithm()).isEqualTo(algorithm);
            assertThat(signature).hasSize(algorithm.signatureLength());
            assertThat(kept.publicKey().verifies(MESSAGE, signature)).isTrue();
            assertThat(jdkVerifies(kept.publicKey(), MESSAGE, signature))
                    .as("by the JDK: %s", algorithm)
                    .isTrue();
            byte[] other = MESSAGE.clone();
            other[0] ^= 1;
            assertThat(kept.publicKey().verifies(other, signature)).isFalse();
            signature[40] ^= 1;
            assertThat(kept.publicKey().verifies(MESSAGE, signature)).isFalse();
        }
    }

    @Test
    void makesAnotherKeyEachTimeAndFindsEachAgain() {
        for (SigningAlgorithm algorithm : keeper().algorithms()) {
            UUID first = UUID.randomUUID();
            UUID second = UUID.randomUUID();
            Kept one = keeper().make(first, owner(), algorithm);
            Kept two = keeper().make(second, owner(), algorithm);
            assertThat(one.publicKey()).isNotEqualTo(two.publicKey());
            assertThat(one.publicKey().verifies(MESSAGE, keeper().sign(first, owner(), one, MESSAGE)))
                    .isTrue();
            assertThat(two.publicKey().verifies(MESSAGE, keeper().sign(second, owner(), two, MESSAGE)))
                    .isTrue();
        }
    }

    @Test
    void signsWithNoKeyThatIsNotTheOnePublished() {
        for (SigningAlgorithm algorithm : keeper().algorithms()) {
            UUID first = UUID.randomUUID();
            Kept one = keeper().make(first, owner(), algorithm);
            Kept two = keeper().make(UUID.randomUUID(), owner(), algorithm);
            Kept exchanged = new Kept(two.publicKey(), one.sealed());
            assertThatThrownBy(() -> keeper().sign(first, owner(), exchanged, MESSAGE))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void signsNoMoreWithAKeyThatWasDestroyed() {
        for (SigningAlgorithm algorithm : keeper().algorithms()) {
            UUID gone = UUID.randomUUID();
            Kept kept = keeper().make(gone, owner(), algorithm);
            keeper().destroy(gone, kept);
            keeper().destroy(gone, kept);
            Kept erased = new Kept(kept.publicKey(), null);
            assertThatThrownBy(() -> keeper().sign(gone, owner(), erased, MESSAGE))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void givesNothingOfThePrivateHalfAway() {
        for (SigningAlgorithm algorithm : keeper().algorithms()) {
            Kept kept = keeper().make(UUID.randomUUID(), owner(), algorithm);
            assertThat(kept.publicKey().jwk())
                    .containsOnlyKeys(
                            algorithm == SigningAlgorithm.P256
                                    ? new String[] {"kty", "crv", "x", "y"}
                                    : new String[] {"kty", "crv", "x"});
            assertThat(VerificationKey.ofMultibase(kept.publicKey().multibase()))
                    .contains(kept.publicKey());
        }
    }

    private UUID id(SigningAlgorithm algorithm) {
        return UUID.nameUUIDFromBytes((id + algorithm.name()).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean jdkVerifies(VerificationKey key, byte[] message, byte[] signature) throws Exception {
        Map<String, String> jwk = key.jwk();
        byte[] x = Base64.getUrlDecoder().decode(Objects.requireNonNull(jwk.get("x")));
        Signature verifier;
        PublicKey publicKey;
        switch (key.algorithm()) {
            case ED25519 -> {
                byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100"); // SubjectPublicKeyInfo of Ed25519
                byte[] encoded = new byte[prefix.length + x.length];
                System.arraycopy(prefix, 0, encoded, 0, prefix.length);
                System.arraycopy(x, 0, encoded, prefix.length, x.length);
                publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
                verifier = Signature.getInstance("Ed25519");
            }
            case P256 -> {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec("secp256r1"));
                byte[] y = Base64.getUrlDecoder().decode(Objects.requireNonNull(jwk.get("y")));
                publicKey = KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(
                                new ECPoint(new BigInteger(1, x), new BigInteger(1, y)),
                                parameters.getParameterSpec(ECParameterSpec.class)));
                verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            }
            default -> throw new AssertionError();
        }
        verifier.initVerify(publicKey);
        verifier.update(message);
        return verifier.verify(signature);
    }
}
