package org.throughline.credentials.jose;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.key.KeyReading;
import org.throughline.credentials.key.PublicKeys;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * The token with which a holder shows that the key of an SD-JWT ({@code cnf}) is theirs (RFC 9901, section 4.3).
 *
 * @param token  the key-binding token
 * @param hash  what its {@code sd_hash} must be
 */
public record KeyBinding(String token, String hash) {

    private static final Set<String> HEADER = Set.of("alg", "typ");

    /** What it says, whether it holds or not; empty when it is not a token around JSON. */
    public Optional<JsonObject> claims() {
        return CompactJws.read(token) instanceof JwsReading.Read read
                        && StrictJson.utf8(read.jws().payload())
                                        .map(StrictJson::parse)
                                        .orElse(null)
                                instanceof Parsed.Tree tree
                ? Optional.of(tree.object())
                : Optional.empty();
    }

    /**
     * Whether it holds for the key that the issuer put into the claims. Whether what it says of audience and nonce is what was asked is another
     * question.
     *
     * @param issued  the claims that the issuer signed
     * @param now  the moment at which it must not have ended
     */
    public ProofOutcome verify(JsonObject issued, Instant now) {
        JwsReading reading = CompactJws.read(token);
        if (!(reading instanceof JwsReading.Read read)) {
            return broken("is not a token");
        }
        CompactJws jws = read.jws();
        Optional<String> problem = jws.headerProblem(HEADER);
        if (problem.isPresent() || !jws.type().equals("kb+jwt")) {
            return broken(problem.orElse("is not of the type kb+jwt"));
        }
        Optional<JsonObject> claims = claims();
        if (claims.isEmpty()) {
            return broken("holds no JSON");
        }
        JsonObject said = claims.get();
        if (!Tree.text(said, "sd_hash").equals(Optional.of(hash))) {
            return broken("was made for another selection of claims (sd_hash)");
        }
        if (NumericDate.read(said.get("iat")).isEmpty()
                || Tree.text(said, "nonce").isEmpty()
                || Tree.text(said, "aud").isEmpty()) {
            return broken("does not say when, for whom and on which question it was made (iat, aud, nonce)");
        }
        if (said.containsKey("exp")
                && NumericDate.read(said.get("exp")).filter(now::isBefore).isEmpty()) {
            return broken("has ended (exp)");
        }
        return signedByTheHolder(jws, issued);
    }

    private static ProofOutcome signedByTheHolder(CompactJws jws, JsonObject issued) {
        Optional<JsonObject> cnf = Tree.object(issued, "cnf");
        Optional<JsonObject> jwk = cnf.flatMap(c -> Tree.object(c, "jwk"));
        if (jwk.isEmpty()) {
            return cnf.isEmpty() || cnf.get().isEmpty() || cnf.get().containsKey("jwk")
                    ? broken("has no key to be compared with: the issuer named none (cnf.jwk)")
                    : new ProofOutcome.Unverifiable(
                            "The issuer names the holder's key in a way that is not known here (cnf has "
                                    + String.join(", ", cnf.get().keySet()) + "; jwk is known)");
        }
        return switch (PublicKeys.ofJwk(jwk.get())) {
            case KeyReading.Read key ->
                jws.verify(key.key()) instanceof ProofOutcome.Holds
                        ? new ProofOutcome.Holds()
                        : broken("was not signed with the holder's key");
            case KeyReading.Refused refused -> broken("has a holder's key that " + refused.message());
            case KeyReading.OfAnotherKind other -> broken("has a holder's key that " + other.message());
            case KeyReading.Unknown unknown -> new ProofOutcome.Unverifiable("The holder's key " + unknown.message());
        };
    }

    private static ProofOutcome broken(String message) {
        return new ProofOutcome.Broken(
                "The proof that the holder has the key (key binding) does not hold: it " + message);
    }
}
