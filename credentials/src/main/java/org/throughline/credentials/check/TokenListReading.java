package org.throughline.credentials.check;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.jose.CompactJws;
import org.throughline.credentials.jose.JwsReading;
import org.throughline.credentials.jose.NumericDate;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.key.KeyResolver;
import org.throughline.credentials.key.TokenKey;
import org.throughline.credentials.key.TokenKeys;
import org.throughline.credentials.key.VerificationRelationship;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.load.StolenKeys;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.status.TokenStatusList;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/** Fetches and verifies a status list that is a signed token (Token Status List, sections 5.1 and 8.3). */
final class TokenListReading {

    /** The parameters that such a header may have; certificates are not looked at, because the issuer's own document decides whose key it is. */
    private static final Set<String> HEADER =
            Set.of("alg", "kid", "typ", "cty", "jwk", "iss", "x5c", "x5t", "x5t#S256");

    private final String url;
    private final String issuer;
    private final Surroundings surroundings;

    /**
     * Begins.
     *
     * @param issuer  the issuer of the credential, who signed a list where nothing says otherwise
     */
    TokenListReading(String url, String issuer, Surroundings surroundings) {
        this.url = url;
        this.issuer = issuer;
        this.surroundings = surroundings;
    }

    ReadTokenList read() {
        return switch (Addresses.load(url, DocumentKind.STATUS_LIST, surroundings)) {
            case Loaded.Unavailable unavailable ->
                new ReadTokenList.Unusable("Could not check whether it was revoked: the issuer's list at " + url + " "
                        + unavailable.message() + ".");
            case Loaded.Document document ->
                StrictJson.utf8(document.bytes())
                        .map(text -> token(text.strip()))
                        .orElseGet(() -> unusable("it is not text"));
        };
    }

    private ReadTokenList token(String text) {
        if (!(CompactJws.read(text) instanceof JwsReading.Read read)) {
            return unusable("it is no signed token");
        }
        CompactJws jws = read.jws();
        if (!jws.type().toLowerCase(Locale.ROOT).equals("statuslist+jwt")) {
            return unusable("its type is not statuslist+jwt");
        }
        Optional<String> problem = jws.headerProblem(HEADER);
        if (problem.isPresent()) {
            return unusable(problem.get());
        }
        Optional<Parsed> payload = StrictJson.utf8(jws.payload()).map(StrictJson::parse);
        if (payload.isEmpty() || !(payload.get() instanceof Parsed.Tree tree)) {
            return unusable("it holds no JSON");
        }
        return inForce(tree.object()).map(this::unusable).orElseGet(() -> signed(jws, text, tree.object()));
    }

    /** Why the list does not count, if it does not. */
    private Optional<String> inForce(JsonObject claims) {
        Instant now = surroundings.now();
        if (!Tree.text(claims, "sub").equals(Optional.of(url))) {
            return Optional.of("it is another list (sub)");
        }
        if (NumericDate.read(claims.get("iat")).isEmpty()) {
            return Optional.of("it does not say when it was made (iat)");
        }
        if (claims.containsKey("exp")
                && NumericDate.read(claims.get("exp")).filter(now::isBefore).isEmpty()) {
            return Optional.of("it has expired (exp)");
        }
        if (claims.containsKey("nbf")
                && NumericDate.read(claims.get("nbf"))
                        .filter(from -> !now.isBefore(from))
                        .isEmpty()) {
            return Optional.of("it does not count yet (nbf)");
        }
        return Optional.empty();
    }

    private ReadTokenList signed(CompactJws jws, String text, JsonObject claims) {
        String signer = Tree.text(claims, "iss").orElseGet(() -> namedBy(jws));
        TokenKey found = TokenKeys.find(
                jws.header(),
                signer,
                VerificationRelationship.of("assertionMethod"),
                new KeyResolver(surroundings.documents(), surroundings.now()));
        if (!(found.resolution() instanceof KeyResolution.Resolved resolved)) {
            return unusable("the key of its signer, " + signer + ", could not be established");
        }
        if (!resolved.method().controller().equals(signer)) {
            return unusable(
                    "its key belongs to " + resolved.method().controller() + ", but it says that it is of " + signer);
        }
        Optional<StolenKeys.Report> stolen = surroundings.stolenKeys().report(found.id(), text);
        if (stolen.isPresent() && !stolen.get().recordedBefore()) {
            return unusable("its signer reported the key " + found.id() + " as stolen");
        }
        return jws.verify(resolved.method().key()) instanceof ProofOutcome.Holds
                ? decoded(claims, signer)
                : unusable("its signature does not hold");
    }

    /** Who signed a list that names nobody: the DID whose key it names or, where the key's name does not say, the issuer of the credential. */
    private String namedBy(CompactJws jws) {
        return Tree.text(jws.header(), "kid")
                .filter(kid -> kid.startsWith("did:"))
                .map(kid -> kid.replaceFirst("#.*", ""))
                .orElse(issuer);
    }

    private ReadTokenList decoded(JsonObject claims, String signer) {
        JsonObject list = Tree.object(claims, "status_list").orElse(JsonValue.EMPTY_JSON_OBJECT);
        int bits = list.get("bits") instanceof JsonNumber number && number.isIntegral() ? number.intValue() : 0;
        boolean inTheFuture = NumericDate.read(claims.get("iat"))
                .filter(surroundings.now()::isBefore)
                .isPresent();
        return TokenStatusList.decode(bits, Tree.text(list, "lst").orElse(""), StatusLists.MAX_LIST_BYTES)
                .<ReadTokenList>map(decoded -> new ReadTokenList.Usable(decoded, signer, inTheFuture))
                .orElseGet(() -> unusable("it holds no list that can be read"));
    }

    private ReadTokenList unusable(String reason) {
        return new ReadTokenList.Unusable("Could not check whether it was revoked: the issuer's list at " + url
                + " cannot be used, because " + reason + ".");
    }
}
