package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.key.KeyReading;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.key.PublicKeys;
import org.throughline.credentials.key.VerificationMethod;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.tree.Tree;

/**
 * An Open Badge 2.0 in the form of a signed token: its key is a {@code CryptographicKey} that the issuer's own profile lists and that names the
 * issuer as its owner.
 *
 * <p>Source: Open Badges 2.0, "Signed Verification" and "CryptographicKey".
 */
final class SignedAssertion {

    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    private final OpenBadge2 badge;
    private final CredentialToken token;

    SignedAssertion(OpenBadge2 badge, CredentialToken token) {
        this.badge = badge;
        this.token = token;
    }

    /** The key that signed it, as far as the issuer's profile lists it. */
    KeyResolution key() {
        return switch (badge.issuerAtHome()) {
            case OpenBadge2.Part.Gone gone -> new KeyResolution.Unresolvable(gone.message());
            case OpenBadge2.Part.Missing missing -> new KeyResolution.Unresolvable(missing.message());
            case OpenBadge2.Part.There profile -> listed(profile.object());
        };
    }

    /** Whether the token was signed with the key. */
    ProofOutcome outcome(KeyResolution key) {
        Optional<String> problem = token.jws().headerProblem(HEADER);
        if (problem.isPresent()) {
            return new ProofOutcome.Broken(problem.get());
        }
        return switch (key) {
            case KeyResolution.Resolved resolved ->
                token.jws().verify(resolved.method().key());
            case KeyResolution.OfAnotherKind other -> new ProofOutcome.Broken(other.message());
            case KeyResolution.Contradicted contradicted -> new ProofOutcome.Unverifiable(contradicted.message());
            case KeyResolution.Unresolvable unresolvable -> new ProofOutcome.Unverifiable(unresolvable.message());
        };
    }

    private KeyResolution listed(JsonObject profile) {
        String issuer = Tree.text(profile, "id").orElse("");
        List<JsonValue> keys = Tree.values(profile, "publicKey");
        Optional<String> creator = Tree.idOf(badge.verification(), "creator");
        for (JsonValue key : keys) {
            Optional<String> id = key instanceof JsonObject object ? Tree.text(object, "id") : Tree.text(key);
            boolean meant = creator.isPresent() ? id.equals(creator) : keys.size() == 1;
            if (meant) {
                return switch (key) {
                    case JsonObject here -> read(here, issuer);
                    case JsonString address -> at(address.getString(), issuer);
                    default ->
                        new KeyResolution.Contradicted("The issuer's \"publicKey\" is neither a key nor an address");
                };
            }
        }
        return new KeyResolution.Contradicted("The issuer, " + issuer + ", does not list the key "
                + creator.orElse("of this badge") + " in its profile (publicKey)");
    }

    private KeyResolution at(String address, String issuer) {
        return switch (badge.load(address)) {
            case OpenBadge2.Part.Gone gone -> new KeyResolution.Contradicted(gone.message());
            case OpenBadge2.Part.Missing missing -> new KeyResolution.Unresolvable(missing.message());
            case OpenBadge2.Part.There there ->
                Tree.text(there.object(), "id").equals(Optional.of(address))
                        ? read(there.object(), issuer)
                        : new KeyResolution.Contradicted("The document at " + address + " is about another key");
        };
    }

    private static KeyResolution read(JsonObject key, String issuer) {
        String id = Tree.text(key, "id").orElse("");
        if (!Tree.idOf(key, "owner").equals(Optional.of(issuer))) {
            return new KeyResolution.Contradicted(
                    "The key " + id + " does not name the issuer, " + issuer + ", as its owner");
        }
        return switch (PublicKeys.ofPem(Tree.text(key, "publicKeyPem").orElse(""))) {
            case KeyReading.Read read -> new KeyResolution.Resolved(new VerificationMethod(id, issuer, read.key()));
            case KeyReading.Refused refused ->
                new KeyResolution.Contradicted("The key " + id + " " + refused.message());
            case KeyReading.OfAnotherKind other ->
                new KeyResolution.OfAnotherKind("The key " + id + " " + other.message());
            case KeyReading.Unknown unknown ->
                new KeyResolution.Unresolvable("The key " + id + " " + unknown.message());
        };
    }
}
