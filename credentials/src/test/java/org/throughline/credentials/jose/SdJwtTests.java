package org.throughline.credentials.jose;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

class SdJwtTests {

    /** The disclosure and the digest of RFC 9901, section 4.2.3. */
    private static final String FAMILY_NAME = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";

    private static final String FAMILY_NAME_DIGEST = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0";

    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final NistKeyPair HOLDER = NistKeyPair.fromSecret(NistCurve.P256, filled());

    @Test
    void findsTheDisclosureOfTheStandardByItsDigest() {
        SdJwt.Processed processed =
                SdJwt.process(json("{\"_sd\":[\"" + FAMILY_NAME_DIGEST + "\"]}"), List.of(FAMILY_NAME));

        assertThat(((SdJwt.Processed.Claims) processed).claims()).isEqualTo(json("{\"family_name\":\"Möbius\"}"));
    }

    @Test
    void putsClaimsElementsAndWhatIsInsideOfThemInTheirPlaces() {
        String street = disclosure("[\"s1\",\"street\",\"Main\"]");
        String address = disclosure("[\"s2\",\"address\",{\"city\":\"Mule\",\"_sd\":[\"" + digest(street) + "\"]}]");
        String second = disclosure("[\"s3\",\"DE\"]");
        JsonObject payload = json("{\"_sd_alg\":\"sha-256\",\"_sd\":[\"decoy\",\"" + digest(address)
                + "\"],\"countries\":[\"US\",{\"...\":\"" + digest(second) + "\"},{\"...\":\"kept\"}]}");

        assertThat(((SdJwt.Processed.Claims) SdJwt.process(payload, List.of(street, second, address))).claims())
                .isEqualTo(json("{\"countries\":[\"US\",\"DE\"],\"address\":{\"city\":\"Mule\",\"street\":\"Main\"}}"));
        assertThat(SdJwt.process(payload, List.of(street, second))).isInstanceOf(SdJwt.Processed.Refused.class);
    }

    @Test
    void refusesWhatCouldBeReadInTwoWays() {
        String shown = disclosure("[\"s\",\"a\",1]");
        String element = disclosure("[\"s\",1]");
        String issuer = disclosure("[\"s\",\"iss\",\"did:example:other\"]");
        refuses("{\"_sd\":[\"" + digest(shown) + "\",\"" + digest(shown) + "\"]}", shown);
        refuses("{\"_sd\":[\"" + digest(shown) + "\"]}", shown, shown);
        refuses("{\"_sd\":[]}", shown);
        refuses("{\"a\":2,\"_sd\":[\"" + digest(shown) + "\"]}", shown);
        refuses("{\"_sd\":[\"" + digest(element) + "\"]}", element);
        refuses("{\"x\":[{\"...\":\"" + digest(shown) + "\"}]}", shown);
        refuses("{\"x\":[{\"...\":\"" + digest(element) + "\",\"y\":1}]}", element);
        refuses("{\"...\":\"x\"}");
        refuses("{\"_sd\":\"x\"}");
        refuses("{\"_sd\":[1]}");
        refuses("{\"_sd_alg\":\"md5\"}");
        refuses("{\"_sd\":[\"" + digest(issuer) + "\"]}", issuer);
        for (String bad : List.of(
                "[\"s\",\"_sd\",[]]",
                "[\"s\",\"...\",1]",
                "[\"s\"]",
                "[1,\"a\",1]",
                "[\"s\",2,1]",
                "{}",
                "[\"s\",\"a\",1],\"b\":[1]")) {
            refuses("{\"_sd\":[\"" + digest(disclosure(bad)) + "\"]}", disclosure(bad));
        }
        refuses("{\"_sd\":[\"" + digest(shown + "=") + "\"]}", shown + "=");
    }

    @Test
    void hidesNothingInsideOfWhatMustBeShown() {
        String shown = disclosure("[\"s\",\"idx\",1]");
        for (String claim : List.of("status", "cnf", "aka_vcts")) {
            refuses("{\"" + claim + "\":{\"status_list\":{\"_sd\":[\"" + digest(shown) + "\"]}}}", shown);
            refuses("{\"" + claim + "\":[{\"...\":\"" + digest(shown) + "\"}]}");
        }
    }

    @Test
    void knowsTheHashesOfSha3Too() throws Exception {
        String shown = disclosure("[\"s\",\"a\",1]");
        for (String name : List.of("sha-384", "sha-512", "sha3-256", "sha3-384", "sha3-512")) {
            byte[] hash = MessageDigest.getInstance(name.replace("sha-", "SHA-").replace("sha3-", "SHA3-"))
                    .digest(shown.getBytes(StandardCharsets.US_ASCII));
            assertThat(SdJwt.process(
                            json("{\"_sd_alg\":\"" + name + "\",\"_sd\":[\"" + Base64Url.encode(hash) + "\"]}"),
                            List.of(shown)))
                    .as(name)
                    .isEqualTo(new SdJwt.Processed.Claims(json("{\"a\":1}")));
        }
    }

    @Test
    void verifiesThatTheHolderHasTheKeyForExactlyThisSelection() {
        JsonObject claims = json("{\"cnf\":{\"jwk\":" + jwk() + "}}");
        String header = "{\"alg\":\"ES256\",\"typ\":\"kb+jwt\"}";
        String said = "{\"iat\":1,\"aud\":\"https://verifier.example\",\"nonce\":\"n\",\"sd_hash\":\"h\"}";

        assertThat(binding(header, said, "h", claims)).isInstanceOf(ProofOutcome.Holds.class);
        assertThat(binding(header, said, "other", claims)).isInstanceOf(ProofOutcome.Broken.class);
        assertThat(binding(header.replace("kb+jwt", "JWT"), said, "h", claims)).isInstanceOf(ProofOutcome.Broken.class);
        assertThat(binding(header, said.replace("nonce", "once"), "h", claims)).isInstanceOf(ProofOutcome.Broken.class);
        assertThat(binding(header, said, "h", json("{}"))).isInstanceOf(ProofOutcome.Broken.class);
        assertThat(binding(header, said.replace("\"iat\":1,", ""), "h", claims))
                .isInstanceOf(ProofOutcome.Broken.class);
        assertThat(binding(header, said.replace("{", "{\"exp\":2000,"), "h", claims))
                .isInstanceOf(ProofOutcome.Holds.class);
        assertThat(binding(header, said.replace("{", "{\"exp\":1000,"), "h", claims))
                .isInstanceOf(ProofOutcome.Broken.class);
        assertThat(binding(header, said, "h", json("{\"cnf\":{\"kid\":\"did:example:mara#1\"}}")))
                .as("a holder's key that is named in another way")
                .isInstanceOf(ProofOutcome.Unverifiable.class);
        assertThat(new KeyBinding("x", "h").verify(claims, NOW)).isInstanceOf(ProofOutcome.Broken.class);
    }

    private static ProofOutcome binding(String header, String payload, String hash, JsonObject claims) {
        return new KeyBinding(TokenWriting.sign(json(header), payload, HOLDER.signer()), hash).verify(claims, NOW);
    }

    private static String jwk() {
        var jwk = HOLDER.publicKey().jwk();
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + jwk.get("x") + "\",\"y\":\"" + jwk.get("y") + "\"}";
    }

    private static void refuses(String payload, String... disclosures) {
        assertThat(SdJwt.process(json(payload), List.of(disclosures)))
                .as(payload)
                .isInstanceOf(SdJwt.Processed.Refused.class);
    }

    private static String disclosure(String json) {
        return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(String text) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject json(String text) {
        return ((Parsed.Tree) StrictJson.parse(text)).object();
    }

    private static byte[] filled() {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) 3);
        return bytes;
    }
}
