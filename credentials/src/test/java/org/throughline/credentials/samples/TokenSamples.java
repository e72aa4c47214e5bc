package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Forge.with;
import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.key;
import static org.throughline.credentials.samples.Riverbend.signer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.DidDocument;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.Signer;

/** Samples of tokens: the honest ones, and what people try with them. */
final class TokenSamples {

    private static final String POLARIS = "https://polaris.example/issuers/1";
    private static final NistKeyPair KEY = NistKeyPair.fromSecret(NistCurve.P256, filled(32));

    private TokenSamples() {}

    /** What the web would answer beside the documents of the other samples. */
    static void documents(Map<String, String> documents) {
        JsonObject jwk = Forge.jwk(KEY.publicKey());
        documents.put(
                POLARIS,
                new String(
                        DidDocument.write(POLARIS, List.of(new DidDocument.PublishedKey("key-1", KEY.publicKey()))),
                        StandardCharsets.UTF_8));
        documents.put("https://polaris.example/issuers/2/key", jwk.toString());
        documents.put("https://mallory.example/key", jwk.toString());
        documents.put(
                "https://polaris.example/.well-known/jwt-vc-issuer/issuers/3",
                Json.createObjectBuilder()
                        .add("issuer", "https://polaris.example/issuers/3")
                        .add(
                                "jwks",
                                Json.createObjectBuilder()
                                        .add("keys", Json.createArrayBuilder().add(with(jwk, "kid", "one"))))
                        .build()
                        .toString());
    }

    static void addTo(List<Sample> samples) {
        honest(samples);
        keys(samples);
        headers(samples);
        claims(samples);
        selective(samples);
    }

    private static void honest(List<Sample> samples) {
        samples.add(token("token-valid", "A badge as a VC-JWT", Forge.token(issue(badge(60)), signer())));
        NistKeyPair p384 = NistKeyPair.fromSecret(NistCurve.P384, filled(48));
        for (Signer signer : List.of(KEY.signer(), p384.signer())) {
            String name = "token-valid-" + signer.algorithm().jose().toLowerCase(java.util.Locale.ROOT);
            samples.add(
                    token(name, "A badge as a VC-JWT, signed with ECDSA", Forge.token(by(signer.controller()), signer))
                            .warnings(1));
        }
        JsonObject payload = payload();
        JsonObject inside = Json.createObjectBuilder(Forge.bare(issue(badge(60))))
                .remove("id")
                .remove("validFrom")
                .build();
        JsonObject carrying = Json.createObjectBuilder()
                .add("iss", payload.get("iss"))
                .add("sub", payload.get("sub"))
                .add("jti", payload.get("jti"))
                .add("nbf", payload.get("nbf"))
                .add("vc", inside)
                .build();
        samples.add(token(
                "token-valid-vc-claim",
                "The credential stands in the claim vc, and the token says what it leaves out",
                sign(with(header(), "typ", "JWT"), carrying)));
        samples.add(token(
                        "token-both-at-once",
                        "One credential in the claim vc and another one beside it",
                        sign(with(header(), "typ", "JWT"), with(payload, "vc", inside)))
                .failed("claims"));
    }

    private static void keys(List<Sample> samples) {
        samples.add(token(
                        "token-https-issuer",
                        "The issuer's document at its address lists the key",
                        Forge.token(by(POLARIS), KEY.signer(POLARIS + "#key-1", POLARIS)))
                .warnings(1));
        samples.add(token(
                        "token-https-issuer-unlisted-key",
                        "A key behind the # of the issuer's address that its document does not list",
                        Forge.token(
                                by(POLARIS),
                                KEY.signer(POLARIS + "#" + KEY.publicKey().multibase(), POLARIS)))
                .undetermined("signature", "status")
                .failed("signer"));
        String second = "https://polaris.example/issuers/2";
        samples.add(token(
                        "token-jwk-by-address",
                        "The key is a JWK on the issuer's host; the issuer has no document of its own",
                        Forge.token(by(second), KEY.signer(second + "/key", second)))
                .warnings(2));
        samples.add(token(
                        "token-jwk-on-another-host",
                        "Somebody else's host publishes the key, and the issuer cannot be asked",
                        Forge.token(by(second), KEY.signer("https://mallory.example/key", second)))
                .undetermined("signature", "signer", "status"));
        samples.add(token(
                        "token-jwk-on-another-host-unlisted",
                        "Somebody else's host publishes the key, and the issuer's document does not list it",
                        Forge.token(by(POLARIS), KEY.signer("https://mallory.example/key", POLARIS)))
                .undetermined("signature", "status")
                .failed("signer"));
        String third = "https://polaris.example/issuers/3";
        samples.add(token(
                        "token-key-in-jwks",
                        "The key is named among those of the issuer's host",
                        Forge.token(by(third), KEY.signer("one", third)))
                .warnings(1));
        JsonObject bare = with(with(header(), "kid", (JsonValue) null), "jwk", Forge.jwk(key(1).publicKey()));
        samples.add(token(
                        "token-brings-its-key",
                        "The key stands in the header alone: whoever made the token may have made the key",
                        sign(bare, payload()))
                .undetermined("signer", "status"));
        samples.add(token(
                        "token-brings-a-private-key",
                        "The header publishes the private half",
                        sign(with(header(), "jwk", with(Forge.jwk(key(1).publicKey()), "d", "AAAA")), payload()))
                .failed("signature")
                .undetermined("signer", "status"));
        samples.add(token(
                        "token-signed-by-somebody-else",
                        "A stranger signed in the college's name",
                        sign(Forge.header(key(9).signer()), payload(), key(9).signer()))
                .failed("signer")
                .undetermined("status"));
    }

    private static void headers(List<Sample> samples) {
        Map<String, JsonObject> headers = new LinkedHashMap<>();
        headers.put("token-alg-none", with(header(), "alg", "none"));
        headers.put("token-alg-hs256", with(header(), "alg", "HS256"));
        headers.put("token-alg-of-another-key", with(header(), "alg", "ES256"));
        headers.put(
                "token-crit",
                with(header(), "crit", Json.createArrayBuilder().add("exp").build()));
        headers.put("token-jku", with(header(), "jku", "https://mallory.example/keys"));
        headers.put("token-x5u", with(header(), "x5u", "https://mallory.example/cert"));
        headers.put("token-of-another-type", with(header(), "typ", "at+jwt"));
        headers.forEach((name, header) -> {
            Sample sample = token(name, "The header says what it must not say", sign(header, payload()));
            boolean keyFound = name.equals("token-alg-of-another-key");
            samples.add(
                    keyFound
                            ? sample.failed("signature").undetermined("status")
                            : sample.failed("signature").undetermined("signer", "status"));
        });
        String honest = Forge.token(issue(badge(60)), signer());
        samples.add(Sample.of("token-with-padding", "A part of the token is padded", honest + "=")
                .formatOnly(Outcome.FAILED));
        String doubled = Base64Url.encode("{\"alg\":\"EdDSA\",\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        samples.add(Sample.of(
                        "token-duplicate-header",
                        "Two algorithms, and readers that pick one",
                        doubled + honest.substring(honest.indexOf('.')))
                .formatOnly(Outcome.FAILED));
        String better = sign(header(), with(payload(), "name", "Master of grounding"));
        samples.add(token(
                        "token-tampered",
                        "Somebody gave the achievement a better name",
                        better.substring(0, better.lastIndexOf('.')) + honest.substring(honest.lastIndexOf('.')))
                .failed("signature")
                .undetermined("status"));
    }

    private static void claims(List<Sample> samples) {
        for (String claim : List.of("iss", "sub", "jti", "nbf")) {
            samples.add(token(
                            "token-without-" + claim,
                            "A claim is missing that a badge's token must have",
                            sign(header(), with(payload(), claim, (JsonValue) null)))
                    .failed("claims"));
            JsonValue other = claim.equals("nbf") ? Json.createValue(1) : Json.createValue("did:example:other");
            samples.add(token(
                            "token-with-another-" + claim,
                            "A claim says otherwise than the credential",
                            sign(header(), with(payload(), claim, other)))
                    .failed("claims"));
        }
        samples.add(token(
                        "token-expired",
                        "The token has an end, and the credential does not speak of it",
                        sign(header(), with(payload(), "exp", Json.createValue(1_780_000_000L))))
                .failed("validity"));
        samples.add(token(
                        "token-undefined-term",
                        "JOSE signs the letters, but the word still has no meaning",
                        sign(header(), with(payload(), "grade", "A+")))
                .failed("context"));
    }

    private static void selective(List<Sample> samples) {
        String salt = "2GLC42sKQveCfGfryNRN9w";
        String shown = Base64Url.encode(
                "[\"%s\", \"degree\", \"Electric Power\"]".formatted(salt).getBytes(StandardCharsets.UTF_8));
        JsonObject header = with(header(), "typ", "dc+sd-jwt");
        JsonObject claims = Json.createObjectBuilder()
                .add("iss", signer().controller())
                .add("vct", "https://riverbend.example/types/degree")
                .add("nbf", 1_768_460_400L)
                .add("sub", Riverbend.LEARNER)
                .add("_sd_alg", "sha-256")
                .add("_sd", Json.createArrayBuilder().add(digest(shown)).add(digest("a decoy")))
                .build();
        String token = sign(header, claims);
        samples.add(sdJwt("sd-jwt-valid", "An SD-JWT VC with one claim shown", token + "~" + shown + "~"));
        samples.add(sdJwt("sd-jwt-nothing-shown", "The holder keeps it to themselves", token + "~"));
        samples.add(Sample.of("sd-jwt-shown-twice", "One disclosure twice", token + "~" + shown + "~" + shown + "~")
                .formatOnly(Outcome.FAILED));
        samples.add(Sample.of(
                        "sd-jwt-of-another",
                        "A disclosure that no digest asks for",
                        token + "~" + Base64Url.encode("[\"s\",\"degree\",\"PhD\"]".getBytes(StandardCharsets.UTF_8))
                                + "~")
                .formatOnly(Outcome.FAILED));
        String bound = bound();
        samples.add(sdJwt(
                        "sd-jwt-shown-by-its-holder",
                        "The holder shows it with their key; nobody asks on which question",
                        bound + keyBinding(bound, key(5).signer()))
                .warnings(1));
        samples.add(sdJwt(
                        "sd-jwt-shown-by-somebody-else",
                        "Somebody else shows it than the holder whose key the issuer named",
                        bound + keyBinding(bound, key(9).signer()))
                .failed("claims")
                .warnings(1));
    }

    /** An SD-JWT VC whose issuer named the holder's key, not shown by anybody. */
    static String bound() {
        JsonObject claims = Json.createObjectBuilder()
                .add("iss", signer().controller())
                .add("vct", "https://riverbend.example/types/degree")
                .add("nbf", 1_768_460_400L)
                .add("sub", Riverbend.LEARNER)
                .add("cnf", Json.createObjectBuilder().add("jwk", Forge.jwk(key(5).publicKey())))
                .build();
        return sign(with(header(), "typ", "dc+sd-jwt"), claims) + "~";
    }

    /** With what the holder shows it, to an employer who asked. */
    static String keyBinding(String sdJwt, Signer holder) {
        JsonObject said = Json.createObjectBuilder()
                .add("iat", 1_795_400_000L)
                .add("aud", "https://employer.example")
                .add("nonce", "7f3a-1c55")
                .add("sd_hash", digest(sdJwt))
                .build();
        return sign(with(with(Forge.header(holder), "typ", "kb+jwt"), "kid", (JsonValue) null), said, holder);
    }

    private static Sample sdJwt(String name, String about, String document) {
        return token(name, about, document).withoutStatus().with(Outcome.NOT_APPLICABLE, "structure", "context");
    }

    static String digest(String text) {
        try {
            return Base64Url.encode(java.security.MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sample token(String name, String about, String document) {
        return Sample.of(name, about, document).with(Outcome.PASSED, "claims");
    }

    /** A badge of somebody else than the college, which the college's list may take back. */
    private static String by(String issuer) {
        return new org.throughline.credentials.tree.JsonText()
                .write(org.throughline.credentials.json.CredentialWriting.write(badge(
                        61,
                        issuer,
                        Riverbend.LEARNER,
                        Riverbend.FROM,
                        null,
                        Riverbend.entry(61, "revocation", Riverbend.LIST))));
    }

    private static JsonObject header() {
        return Forge.header(signer());
    }

    private static JsonObject payload() {
        return Forge.payload(issue(badge(60)), signer());
    }

    private static String sign(JsonObject header, JsonObject payload) {
        return Forge.sign(header, payload, signer());
    }

    private static String sign(JsonObject header, JsonObject payload, Signer signer) {
        return Forge.sign(header, payload, signer);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }
}
