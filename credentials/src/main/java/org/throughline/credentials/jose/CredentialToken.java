package org.throughline.credentials.jose;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * A credential or presentation in the form of a signed token. Nothing of it is believed yet.
 *
 * @param jws  the token as it was signed
 * @param form  how it carries the credential
 * @param claims  what it says, of an SD-JWT with what the holder chose to show
 * @param document  the credential that the claims carry, without the claims of the token itself
 * @param json  the document as JSON text: of a plain token the exact payload
 * @param problem  what contradicts itself in how it carries the credential; null when nothing does
 * @param keyBinding  the holder's proof beside it; null where there is none
 */
public record CredentialToken(
        CompactJws jws,
        Form form,
        JsonObject claims,
        JsonObject document,
        String json,
        @Nullable String problem,
        @Nullable KeyBinding keyBinding) {

    /** How a token carries a credential. */
    public enum Form {
        /** The payload is the credential (Securing Verifiable Credentials using JOSE and COSE, section 3.1). */
        PAYLOAD,
        /** The claim {@code vc} or {@code vp} is (VC Data Model 1.1, section 6.3.1). */
        CLAIM,
        /** The claims are, with a type of their own (SD-JWT-based Verifiable Credentials). */
        SD_JWT_VC
    }

    /** The claims of the token itself (RFC 7519, section 4.1; RFC 7800), which are no words of the credential. */
    private static final Set<String> REGISTERED =
            Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "nonce");

    /** Of base64 and base64url, with its padding. */
    private static final String MARKS = "-_=+/";

    private static final JsonProvider JSON = JsonProvider.provider();

    /** Whether a text can only have been meant as a token; its header may begin with white space, so not every one begins with "ey". */
    public static boolean isOne(String text) {
        int dot = text.indexOf('.');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && MARKS.indexOf(c) < 0 && !(i >= dot && (c == '.' || c == '~'))) {
                return false;
            }
        }
        return dot > 0;
    }

    /** Reads a token, and never throws on hostile text. */
    public static TokenReading read(String text) {
        String[] parts = text.split("~", -1);
        return switch (CompactJws.read(parts[0])) {
            case JwsReading.Refused refused -> new TokenReading.Refused(refused.code(), refused.message());
            case JwsReading.Read read -> payload(read.jws(), text, parts);
        };
    }

    private static TokenReading payload(CompactJws jws, String text, String[] parts) {
        Optional<String> json = StrictJson.utf8(jws.payload());
        if (json.isEmpty()) {
            return new TokenReading.Refused("token-malformed", "The token's payload is not UTF-8");
        }
        return switch (StrictJson.parse(json.get())) {
            case Parsed.Refused refused ->
                new TokenReading.Refused(refused.code(), "The token's payload: " + refused.message());
            case Parsed.Tree tree ->
                parts.length == 1 ? plain(jws, json.get(), tree.object()) : selective(jws, text, parts, tree.object());
        };
    }

    private static TokenReading plain(CompactJws jws, String json, JsonObject payload) {
        if (jws.type().endsWith("sd-jwt")) {
            return new TokenReading.Refused("sd-jwt-malformed", "An SD-JWT has a \"~\" after the issuer's token");
        }
        return new TokenReading.Read(of(jws, payload, json, null));
    }

    private static TokenReading selective(CompactJws jws, String text, String[] parts, JsonObject payload) {
        List<String> disclosures = Arrays.asList(parts).subList(1, parts.length - 1);
        String last = parts[parts.length - 1];
        return switch (SdJwt.process(payload, disclosures)) {
            case SdJwt.Processed.Refused refused -> new TokenReading.Refused("sd-jwt-malformed", refused.message());
            case SdJwt.Processed.Claims processed -> {
                KeyBinding binding = last.isEmpty()
                        ? null
                        : SdJwt.digest(payload, text.substring(0, text.length() - last.length()))
                                .map(hash -> new KeyBinding(last, hash))
                                .orElse(null);
                yield new TokenReading.Read(of(jws, processed.claims(), null, binding));
            }
        };
    }

    private static CredentialToken of(
            CompactJws jws, JsonObject claims, @Nullable String json, @Nullable KeyBinding binding) {
        if (claims.containsKey("vct") || jws.type().equals("dc+sd-jwt")) {
            JsonObject document = selfTyped(claims);
            return new CredentialToken(
                    jws, Form.SD_JWT_VC, claims, document, new JsonText().write(document), null, binding);
        }
        for (String carrier : List.of("vc", "vp")) {
            if (claims.get(carrier) instanceof JsonObject inside) {
                JsonObject document = carrier.equals("vc") ? credential(inside, claims) : presentation(inside, claims);
                return new CredentialToken(
                        jws,
                        Form.CLAIM,
                        claims,
                        document,
                        new JsonText().write(document),
                        bothAtOnce(jws, claims, carrier),
                        binding);
            }
        }
        JsonObject document = flat(claims);
        return new CredentialToken(
                jws,
                Form.PAYLOAD,
                claims,
                document,
                json == null ? new JsonText().write(document) : json,
                null,
                binding);
    }

    private static JsonObject flat(JsonObject claims) {
        JsonObject bare = claims;
        for (String name : REGISTERED) {
            bare = Tree.without(bare, name);
        }
        JsonValue status = bare.get("status");
        if (status != null && isStatusOfTheToken("status", status)) {
            bare = Tree.without(bare, "status");
        }
        if (isPresentation(bare)) {
            return with(bare, "holder", claims.get("iss"));
        }
        boolean first = Tree.texts(bare, "@context").contains("https://www.w3.org/2018/credentials/v1");
        return with(bare, first ? "expirationDate" : "validUntil", moment(claims.get("exp")));
    }

    private static JsonObject with(JsonObject there, String key, @Nullable JsonValue value) {
        return value == null || there.containsKey(key) ? there : Tree.after(key, value, there);
    }

    private static @Nullable String bothAtOnce(CompactJws jws, JsonObject claims, String carrier) {
        List<String> twice = new ArrayList<>();
        for (String name : List.of("@context", "type", "credentialSubject", "issuer", "verifiableCredential", "vp")) {
            if (!name.equals(carrier) && claims.containsKey(name)) {
                twice.add(name);
            }
        }
        if (!twice.isEmpty()) {
            return "The token carries a credential in \"" + carrier + "\" and another one beside it ("
                    + String.join(", ", twice) + ")";
        }
        return jws.type().matches("(?i)v[cp]\\+(ld\\+)?(jwt|sd-jwt)|v[cp]-ld\\+jwt")
                ? "A token of the type " + jws.type() + " is the credential itself and has no claim \"" + carrier + "\""
                : null;
    }

    /** The credential of the claim {@code vc}, with what only the token says (VC Data Model 1.1, section 6.3.1, JWT decoding). */
    private static JsonObject credential(JsonObject inside, JsonObject claims) {
        JsonObjectBuilder out = JSON.createObjectBuilder(inside);
        boolean second = Tree.texts(inside, "@context").contains("https://www.w3.org/ns/credentials/v2");
        may(out, inside, "id", claims.get("jti"));
        may(out, inside, "issuer", claims.get("iss"));
        may(out, inside, second ? "validFrom" : "issuanceDate", moment(claims.get("nbf")));
        may(out, inside, second ? "validUntil" : "expirationDate", moment(claims.get("exp")));
        Optional<String> sub = Tree.text(claims, "sub");
        if (sub.isPresent()
                && inside.get("credentialSubject") instanceof JsonObject subject
                && !subject.containsKey("id")) {
            out.add("credentialSubject", JSON.createObjectBuilder(subject).add("id", sub.get()));
        }
        return out.build();
    }

    private static JsonObject presentation(JsonObject inside, JsonObject claims) {
        JsonObjectBuilder out = JSON.createObjectBuilder(inside);
        may(out, inside, "id", claims.get("jti"));
        may(out, inside, "holder", claims.get("iss"));
        return out.build();
    }

    /** An SD-JWT VC in the words of a credential, so that one set of checks reads both. */
    private static JsonObject selfTyped(JsonObject claims) {
        JsonObjectBuilder out = JSON.createObjectBuilder();
        may(out, JsonValue.EMPTY_JSON_OBJECT, "id", claims.get("jti"));
        may(out, JsonValue.EMPTY_JSON_OBJECT, "type", claims.get("vct"));
        may(out, JsonValue.EMPTY_JSON_OBJECT, "issuer", claims.get("iss"));
        may(out, JsonValue.EMPTY_JSON_OBJECT, "validFrom", moment(claims.get("nbf")));
        may(out, JsonValue.EMPTY_JSON_OBJECT, "validUntil", moment(claims.get("exp")));
        JsonObjectBuilder subject = JSON.createObjectBuilder();
        may(subject, JsonValue.EMPTY_JSON_OBJECT, "id", claims.get("sub"));
        claims.forEach((name, value) -> {
            if (!REGISTERED.contains(name) && !name.equals("vct") && !name.equals("status") && !name.equals("id")) {
                subject.add(name, value);
            }
        });
        return out.add("credentialSubject", subject).build();
    }

    /** A claim of the token too, though the word may be one of a credential (Token Status List, section 6.1). */
    private static boolean isStatusOfTheToken(String name, JsonValue value) {
        return name.equals("status") && value instanceof JsonObject status && status.containsKey("status_list");
    }

    private static boolean isPresentation(JsonObject document) {
        return Tree.texts(document, "type").contains("VerifiablePresentation");
    }

    private static @Nullable JsonValue moment(@Nullable JsonValue date) {
        return NumericDate.read(date)
                .<JsonValue>map(i -> JSON.createValue(i.toString()))
                .orElse(null);
    }

    private static void may(JsonObjectBuilder out, JsonObject there, String key, @Nullable JsonValue value) {
        if (value != null && !there.containsKey(key)) {
            out.add(key, value);
        }
    }
}
