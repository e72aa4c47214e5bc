package org.throughline.credentials.jose;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
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

    /** Whether it holds for the key that the issuer put into the claims. What it says of audience and nonce is for the caller. */
    public ProofOutcome verify(JsonObject claims) {
        JwsReading reading = CompactJws.read(token);
        if (!(reading instanceof JwsReading.Read read)) {
            return broken("is not a token");
        }
        CompactJws jws = read.jws();
        Optional<String> problem = jws.headerProblem(HEADER);
        if (problem.isPresent() || !jws.type().equals("kb+jwt")) {
            return broken(problem.orElse("is not of the type kb+jwt"));
        }
        Optional<Parsed> payload = StrictJson.utf8(jws.payload()).map(StrictJson::parse);
        if (payload.isEmpty() || !(payload.get() instanceof Parsed.Tree tree)) {
            return broken("holds no JSON");
        }
        JsonObject said = tree.object();
        if (!Tree.text(said, "sd_hash").equals(Optional.of(hash))) {
            return broken("was made for another selection of claims (sd_hash)");
        }
        if (!(said.get("iat") instanceof JsonNumber)
                || Tree.text(said, "nonce").isEmpty()
                || Tree.text(said, "aud").isEmpty()) {
            return broken("does not say when, for whom and on which question it was made (iat, aud, nonce)");
        }
        Optional<JsonObject> jwk = Tree.object(claims, "cnf").flatMap(cnf -> Tree.object(cnf, "jwk"));
        if (jwk.isEmpty()) {
            return broken("has no key to be compared with: the issuer named none (cnf.jwk)");
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
