package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.jose.TokenWriting;
import org.throughline.credentials.key.Base64Url;

/** Tokens that are made to cost much, or to make a reader fall over. */
class HostileTokensTests {

    private static final CredentialVerifier VERIFIER =
            CredentialVerifier.builder().clock(Riverbend.CLOCK).build();
    private static final JsonObject HEADER = Forge.header(Riverbend.signer());

    @Test
    void costLittleAndAreNotBelieved() {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put(
                "a long header",
                Base64Url.encode(bytes("{\"alg\":\"EdDSA\",\"kid\":\"" + "x".repeat(700_000) + "\"}")) + ".e30.AA");
        tokens.put("nothing but dots", "ey" + ".".repeat(1_000_000));
        tokens.put("nothing but tildes", TokenWriting.sign(HEADER, "{}", Riverbend.signer()) + "~".repeat(1_000_000));
        tokens.put(
                "deep",
                TokenWriting.sign(HEADER, "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000), Riverbend.signer()));
        tokens.put("a long did:key", signed("did:key:z6Mk" + "1".repeat(700_000)));
        tokens.put(
                "a long did:jwk",
                signed("did:jwk:"
                        + Base64Url.encode(
                                bytes("{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + "_".repeat(500_000) + "\"}"))
                        + "#0"));
        tokens.put(
                "a key of the largest kind",
                signed("did:jwk:"
                        + Base64Url.encode(bytes(
                                "{\"kty\":\"RSA\",\"e\":\"Af____8\",\"n\":\"" + Base64Url.encode(filled(1024)) + "\"}"))
                        + "#0"));
        tokens.put("one in the other", chain(500));
        tokens.put("many digests", many(20_000));
        VERIFIER.verify(bytes(java.util.Objects.requireNonNull(tokens.get("many digests"))));

        tokens.forEach((name, token) -> {
            byte[] bytes = bytes(token);
            assertThat(bytes.length).as(name).isLessThanOrEqualTo(CredentialReader.MAX_BYTES);
            long begin = System.nanoTime();
            Verdict verdict = VERIFIER.verify(bytes).verdict();
            assertThat(verdict).as(name).isNotEqualTo(name.equals("many digests") ? Verdict.INVALID : Verdict.VALID);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(name).isLessThan(Duration.ofSeconds(60));
        });
    }

    @Test
    void neverThrowWhateverIsChangedInThem() {
        Random random = new Random(7);
        List<String> honest = Samples.all().stream()
                .map(Sample::document)
                .filter(d -> d.startsWith("ey"))
                .toList();
        String letters = "ABCabc019-_.~=+/ \n{}\"é";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder token = new StringBuilder(honest.get(random.nextInt(honest.size())));
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(token.length());
                switch (random.nextInt(3)) {
                    case 0 -> token.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
                    case 1 -> token.deleteCharAt(at);
                    default -> token.insert(at, letters.charAt(random.nextInt(letters.length())));
                }
            }
            assertThat(VERIFIER.verify(bytes(token.toString())).checks()).isNotEmpty();
        }
    }

    /** A change of any letter of the payload or the signature takes the validity away. */
    @Test
    void noChangedTokenIsValid() {
        String token = Forge.token(
                new org.throughline.credentials.tree.JsonText()
                        .write(org.throughline.credentials.json.CredentialWriting.write(Riverbend.badge(
                                70,
                                Riverbend.signer().controller(),
                                Riverbend.LEARNER,
                                Riverbend.FROM,
                                null,
                                List.of()))),
                Riverbend.signer());
        assertThat(VERIFIER.verify(bytes(token)).verdict()).isEqualTo(Verdict.VALID);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        Random random = new Random(9);
        for (int i = 0; i < token.length(); i += 2) {
            char other = letters.charAt(random.nextInt(letters.length()));
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            if (!changed.equals(token)) {
                assertThat(VERIFIER.verify(bytes(changed)).verdict())
                        .as(changed)
                        .isNotEqualTo(Verdict.VALID);
            }
        }
    }

    private static String signed(String kid) {
        return TokenWriting.sign(
                Forge.with(Forge.with(HEADER, "kid", kid), "alg", kid.startsWith("did:jwk") ? "RS256" : "EdDSA"),
                Forge.with(Forge.payload(Riverbend.issue(Riverbend.badge(1)), Riverbend.signer()), "note", "x")
                        .toString(),
                Riverbend.signer());
    }

    /** Disclosures that each hold the digest of the next. */
    private static String chain(int length) {
        List<String> disclosures = new ArrayList<>();
        String next = "";
        for (int i = 0; i < length; i++) {
            String value = next.isEmpty() ? "1" : "{\"_sd\":[\"" + TokenSamples.digest(next) + "\"]}";
            next = Base64Url.encode(bytes("[\"salt\",\"c" + i + "\"," + value + "]"));
            disclosures.add(next);
        }
        Collections.reverse(disclosures);
        String payload =
                "{\"iss\":\"did:example:1\",\"vct\":\"urn:x\",\"_sd\":[\"" + TokenSamples.digest(next) + "\"]}";
        return TokenWriting.sign(Forge.with(HEADER, "typ", "dc+sd-jwt"), payload, Riverbend.signer()) + "~"
                + String.join("~", disclosures) + "~";
    }

    private static String many(int decoys) {
        JsonArrayBuilder digests = Json.createArrayBuilder();
        for (int i = 0; i < decoys; i++) {
            digests.add("decoy" + i);
        }
        JsonObject payload = Json.createObjectBuilder()
                .add("iss", Riverbend.signer().controller())
                .add("vct", "urn:x")
                .add("_sd", digests)
                .build();
        return TokenWriting.sign(Forge.with(HEADER, "typ", "dc+sd-jwt"), payload.toString(), Riverbend.signer()) + "~";
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
