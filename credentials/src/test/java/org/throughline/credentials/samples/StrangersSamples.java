package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Forge.with;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.jose.TokenWriting;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.DidDocument;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.Signer;

/** Samples of tokens and keys as other projects write them, and of what people try with these. */
final class StrangersSamples {

    private static final NistKeyPair KEY = NistKeyPair.fromSecret(NistCurve.P256, filled(32));
    private static final String LEFT = "did:web:left.example";

    /** The key of the first did:key on secp256k1 that the method's specification shows. */
    private static final String SECP256K1 = "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";

    /** A certificate that {@link #KEY} made for itself, as anybody can. */
    private static final String CERTIFICATE =
            "MIIBITCBx6ADAgECAgEHMAoGCCqGSM49BAMCMBoxGDAWBgNVBAMMD3BvbGFyaXMuZXhhbXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0z"
                    + "NjAxMDEwMDAwMDBaMBoxGDAWBgNVBAMMD3BvbGFyaXMuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABB4YUy/U"
                    + "dUwC8wQdnHXOszuD/9gax85P6ILMscmLxYlupGwxHE4v9A3ZajZT5uRURdMt/khuztdcepDGoYiBwKMwCgYIKoZIzj0EAwID"
                    + "SQAwRgIhAJw9DZpG0S3+dZTylcm5DvtofApH8eQfMFlOyAS1sGpuAiEAtOoHLkq3po1NsDVZsol1fqhUCYqpMRmio7kFXYBI"
                    + "3Co=";

    private StrangersSamples() {}

    /** What the web would answer beside the documents of the other samples. */
    static void documents(Map<String, String> documents) {
        String left = new String(
                DidDocument.write(LEFT, List.of(new DidDocument.PublishedKey("key-1", KEY.publicKey()))),
                StandardCharsets.UTF_8);
        documents.put(
                "https://left.example/.well-known/did.json",
                with(Riverbend.tree(left), "deactivated", JsonValue.TRUE).toString());
    }

    static void addTo(List<Sample> samples) {
        tokens(samples);
        keys(samples);
        certificates(samples);
    }

    private static void tokens(List<Sample> samples) {
        samples.add(token(
                "token-header-in-lines",
                "The header is written in lines, so the token does not begin with ey",
                inLines(payload())));
        JsonObject plain = Json.createObjectBuilder()
                .add("@context", Json.createArrayBuilder().add("https://www.w3.org/ns/credentials/v2"))
                .add("id", "urn:uuid:5b7d6a52-0d7b-4f0e-9f6e-0a4d2b9d1c01")
                .add("type", Json.createArrayBuilder().add("VerifiableCredential"))
                .add("issuer", KEY.signer().controller())
                .add("validFrom", "2026-01-15T07:00:00Z")
                .add("validUntil", "2029-01-15T07:00:00Z")
                .add("credentialSubject", Json.createObjectBuilder().add("id", Riverbend.LEARNER))
                .build();
        samples.add(token(
                "token-signature-ends-first",
                "In a plain credential, exp is the end of the signature, before that of the credential",
                sign(with(plain, "exp", seconds("2028-01-15T07:00:00Z")))));
        samples.add(token(
                        "token-signature-ended",
                        "The signature has ended, and the credential would still count",
                        sign(with(plain, "exp", seconds("2026-03-01T07:00:00Z"))))
                .failed("claims"));
        samples.add(token(
                "token-iss-in-the-header",
                "The header tells the issuer, as the claims need not",
                TokenWriting.sign(
                        with(Forge.header(KEY.signer()), "iss", KEY.signer().controller()),
                        plain.toString(),
                        KEY.signer())));
        JsonObject first = Json.createObjectBuilder()
                .add("iss", KEY.signer().controller())
                .add("sub", Riverbend.LEARNER)
                .add("jti", plain.getString("id"))
                .add("nbf", seconds("2026-01-15T07:00:00Z"))
                .add(
                        "vc",
                        Json.createObjectBuilder()
                                .add(
                                        "@context",
                                        Json.createArrayBuilder().add("https://www.w3.org/2018/credentials/v1"))
                                .add("id", plain.getString("id"))
                                .add("type", Json.createArrayBuilder().add("VerifiableCredential"))
                                .add("issuer", KEY.signer().controller())
                                .add("issuanceDate", "2026-01-15T07:00:00Z")
                                .add(
                                        "credentialSubject",
                                        Json.createObjectBuilder().add("id", Riverbend.LEARNER)))
                .build();
        JsonObject header = with(Forge.header(KEY.signer()), "typ", "JWT");
        samples.add(token(
                "token-first-model",
                "A plain credential of the first data model, in the claim vc",
                Forge.sign(header, first, KEY.signer())));
        samples.add(token(
                        "token-first-model-without-nbf",
                        "The first data model wants what the credential says repeated in the claims",
                        Forge.sign(header, with(first, "nbf", (JsonValue) null), KEY.signer()))
                .failed("claims"));
    }

    private static void keys(List<Sample> samples) {
        String stranger = "did:key:" + SECP256K1;
        samples.add(token(
                        "token-key-on-another-curve",
                        "ES256 is said, and the key is one on secp256k1",
                        Forge.token(badge(stranger), KEY.signer(stranger + "#" + SECP256K1, stranger)))
                .failed("signature")
                .undetermined("signer"));
        samples.add(token(
                        "did-web-deactivated",
                        "Who has left says so in their DID document",
                        Forge.token(badge(LEFT), KEY.signer(LEFT + "#key-1", LEFT)))
                .undetermined("signature")
                .failed("signer"));
    }

    private static void certificates(List<Sample> samples) {
        JsonObject header = Json.createObjectBuilder()
                .add("alg", "ES256")
                .add("typ", "dc+sd-jwt")
                .add("x5c", Json.createArrayBuilder().add(CERTIFICATE))
                .build();
        JsonObject claims = Json.createObjectBuilder()
                .add("iss", "https://polaris.example")
                .add("vct", "https://polaris.example/types/badge")
                .build();
        samples.add(sdJwt(
                        "sd-jwt-with-certificate",
                        "The key stands in a certificate that comes along",
                        Forge.sign(header, claims, KEY.signer()) + "~")
                .undetermined("signer"));
        samples.add(sdJwt(
                        "sd-jwt-of-a-certificate-alone",
                        "Only the certificate tells who issued it",
                        Forge.sign(header, with(claims, "iss", (JsonValue) null), KEY.signer()) + "~")
                .undetermined("issuer", "signer"));
        samples.add(sdJwt(
                        "sd-jwt-with-anothers-certificate",
                        "The certificate is of somebody else than who signed",
                        Forge.sign(
                                        header,
                                        claims,
                                        NistKeyPair.fromSecret(NistCurve.P256, filled(32, 8))
                                                .signer())
                                + "~")
                .failed("signature")
                .undetermined("signer"));
    }

    private static Sample token(String name, String about, String document) {
        return Sample.of(name, about, document).with(Outcome.PASSED, "claims").withoutStatus();
    }

    private static Sample sdJwt(String name, String about, String document) {
        return token(name, about, document).with(Outcome.NOT_APPLICABLE, "structure", "context");
    }

    private static String badge(String issuer) {
        return new org.throughline.credentials.tree.JsonText()
                .write(org.throughline.credentials.json.CredentialWriting.write(
                        Riverbend.badge(62, issuer, Riverbend.LEARNER, Riverbend.FROM, (Instant) null, List.of())));
    }

    private static JsonObject payload() {
        return Forge.payload(badge(KEY.signer().controller()), KEY.signer());
    }

    private static String sign(JsonObject payload) {
        return Forge.sign(Forge.header(KEY.signer()), payload, KEY.signer());
    }

    private static String inLines(JsonObject payload) {
        Signer signer = KEY.signer();
        String header =
                "{\n  \"alg\": \"ES256\",\n  \"typ\": \"JWT\",\n  \"kid\": \"" + signer.verificationMethod() + "\"\n}";
        String signed = Base64Url.encode(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + Base64Url.encode(payload.toString().getBytes(StandardCharsets.UTF_8));
        return signed + "." + Base64Url.encode(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static JsonValue seconds(String moment) {
        return Json.createValue(Instant.parse(moment).getEpochSecond());
    }

    private static byte[] filled(int length) {
        return filled(length, 7);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
