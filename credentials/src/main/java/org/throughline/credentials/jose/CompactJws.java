package org.throughline.credentials.jose;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.KeyReading;
import org.throughline.credentials.key.PublicKeys;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * A signed token in the compact form (RFC 7515, section 3.1), read strictly: three parts in canonical base64url, a header that is one JSON
 * object with no name twice. Whether it was signed by whom it says is another question.
 */
public final class CompactJws {

    private static final Set<String> TEXTS = Set.of("alg", "kid", "typ", "cty");

    private final JsonObject header;
    private final byte[] payload;
    private final byte[] signed;
    private final byte[] signature;

    private CompactJws(JsonObject header, byte[] payload, byte[] signed, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signed = signed;
        this.signature = signature;
    }

    /** Reads a token, and never throws on hostile text. */
    public static JwsReading read(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first <= 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            return refused("A signed token has three parts with dots between them");
        }
        Optional<byte[]> header = Base64Url.decode(token.substring(0, first));
        Optional<byte[]> payload = Base64Url.decode(token.substring(first + 1, second));
        Optional<byte[]> signature = Base64Url.decode(token.substring(second + 1));
        if (header.isEmpty() || payload.isEmpty() || signature.isEmpty()) {
            return refused("A part of the token is not base64url in its canonical form, without padding");
        }
        Optional<Parsed> parsed = StrictJson.utf8(header.get()).map(StrictJson::parse);
        if (parsed.isEmpty()) {
            return refused("The token's header is not UTF-8");
        }
        return switch (parsed.get()) {
            case Parsed.Refused bad -> new JwsReading.Refused(bad.code(), "The token's header: " + bad.message());
            case Parsed.Tree tree ->
                new JwsReading.Read(new CompactJws(
                        tree.object(),
                        payload.get(),
                        token.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                        signature.get()));
        };
    }

    /** The header as it stands there. */
    public JsonObject header() {
        return header;
    }

    /** The payload; a fresh copy. */
    public byte[] payload() {
        return payload.clone();
    }

    /** What kind of token it says it is ({@code typ}), without the {@code application/} that may be left out; or empty. */
    public String type() {
        String typ = Tree.text(header, "typ").orElse("");
        return typ.regionMatches(true, 0, "application/", 0, 12) ? typ.substring(12) : typ;
    }

    /**
     * What is wrong with the header, if anything: an algorithm that is not accepted, a parameter that is not allowed, a key that publishes
     * its private half.
     *
     * @param allowed  the parameters that this kind of token may have
     */
    public Optional<String> headerProblem(Set<String> allowed) {
        for (String name : header.keySet()) {
            if (!allowed.contains(name)) {
                return Optional.of("The token's header has \"" + name + "\", which is not allowed; allowed are "
                        + String.join(", ", allowed.stream().sorted().toList()));
            }
            if (TEXTS.contains(name) && Tree.text(header, name).isEmpty()) {
                return Optional.of("\"" + name + "\" in the token's header should be text");
            }
        }
        String alg = Tree.text(header, "alg").orElse("");
        if (JoseAlgorithm.of(alg).isEmpty()) {
            return Optional.of(
                    alg.isEmpty()
                            ? "The token's header does not say with what it was signed (alg)"
                            : "The token says that it was signed with \"" + alg
                                    + "\", which is not accepted; RS256, ES256, ES384 and EdDSA are");
        }
        if (header.containsKey("jwk") && Tree.object(header, "jwk").isEmpty()) {
            return Optional.of("\"jwk\" in the token's header should be an object");
        }
        return PublicKeys.broughtBy(header).flatMap(CompactJws::keyProblem);
    }

    private static Optional<String> keyProblem(KeyReading reading) {
        return switch (reading) {
            case KeyReading.Read read -> Optional.empty();
            case KeyReading.Refused refused -> Optional.of("The key in the token's header " + refused.message());
            case KeyReading.OfAnotherKind other -> Optional.of("The key in the token's header " + other.message());
            case KeyReading.Unknown unknown -> Optional.of("The key in the token's header " + unknown.message());
        };
    }

    /** Whether this key signed it, with the one algorithm that goes with the key (RFC 7515, section 5.2; RFC 8725, section 3.1). */
    public ProofOutcome verify(VerificationKey key) {
        String alg = Tree.text(header, "alg").orElse("");
        if (JoseAlgorithm.of(alg).filter(a -> a.fits(key)).isEmpty()) {
            return new ProofOutcome.Broken("The token says that it was signed with \"" + alg
                    + "\", but the key is one for " + key.algorithm().jose());
        }
        return key.verifies(signed, signature)
                ? new ProofOutcome.Holds()
                : new ProofOutcome.Broken("The signature does not fit this token and this key");
    }

    private static JwsReading refused(String message) {
        return new JwsReading.Refused("token-malformed", message);
    }
}
