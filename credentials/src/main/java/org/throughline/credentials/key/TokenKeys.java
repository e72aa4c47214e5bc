package org.throughline.credentials.key;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.key.KeyResolver.Fetched;
import org.throughline.credentials.key.KeyResolver.Found;
import org.throughline.credentials.tree.Tree;

/**
 * From the header of a token to the key of its issuer: {@code kid} as the id of a verification method, as the address of a JWK or of a
 * JWKS, or as a name among the issuer's keys (Open Badges 3.0, section 8.2; Securing Verifiable Credentials using JOSE and COSE, section
 * 4; SD-JWT-based Verifiable Credentials, section 4). Decision record 0020 tells whose host counts for whom.
 */
public final class TokenKeys {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final int MAX_KEYS = 100;

    private final KeyResolver keys;
    private final VerificationRelationship relationship;
    private final String issuer;
    private final String alg;

    private TokenKeys(KeyResolver keys, VerificationRelationship relationship, String issuer, String alg) {
        this.keys = keys;
        this.relationship = relationship;
        this.issuer = issuer;
        this.alg = alg;
    }

    /**
     * Looks for the key.
     *
     * @param header  the token's header, already found to be in order
     * @param issuer  who must have signed; empty where the token names nobody
     */
    public static TokenKey find(
            JsonObject header, String issuer, VerificationRelationship relationship, KeyResolver resolver) {
        TokenKeys keys = new TokenKeys(
                resolver, relationship, issuer, Tree.text(header, "alg").orElse(""));
        Optional<VerificationKey> brought = PublicKeys.broughtBy(header)
                .flatMap(reading ->
                        reading instanceof KeyReading.Read read ? Optional.of(read.key()) : Optional.empty());
        Optional<String> kid = Tree.text(header, "kid").filter(k -> !k.isEmpty());
        if (kid.isEmpty() && brought.isPresent()) {
            return new TokenKey(
                    "",
                    new KeyResolution.Unresolvable("The token brings its key itself ("
                            + (header.containsKey("jwk") ? "jwk" : "x5c")
                            + ") and does not say where the issuer publishes it, so anybody may have made it"),
                    brought.get(),
                    null);
        }
        TokenKey found = kid.map(keys::named).orElseGet(keys::only);
        if (brought.isEmpty()) {
            return found;
        }
        if (found.resolution() instanceof KeyResolution.Resolved resolved) {
            return resolved.method().key().equals(brought.get())
                    ? found
                    : TokenKey.found(
                            found.id(),
                            new KeyResolution.Contradicted(
                                    "The token brings another key (jwk, x5c) than the one that it names, "
                                            + found.id()));
        }
        return new TokenKey(found.id(), found.resolution(), brought.get(), null);
    }

    /** A key by its kid, whatever kind of name that is. */
    private TokenKey named(String kid) {
        if (kid.startsWith("did:key:") || kid.startsWith("did:jwk:")) {
            String id = kid.contains("#") ? kid : onlyMethodOf(kid);
            return TokenKey.found(id, keys.resolve(id, relationship, issuer));
        }
        if (kid.startsWith("https:")) {
            return at(kid);
        }
        if (kid.startsWith("did:")) {
            return kid.contains("#") ? TokenKey.found(kid, keys.resolve(kid, relationship, issuer)) : only();
        }
        if (kid.startsWith("http:")) {
            return TokenKey.found(
                    kid, new KeyResolution.Unresolvable("The key " + kid + " is not asked for: only https is"));
        }
        if (issuer.startsWith("did:")) {
            String fragment = kid.startsWith("#") ? kid.substring(1) : kid;
            String id = issuer + "#" + fragment;
            if (!SCHEME.matcher(kid).matches() && fragment.indexOf('#') < 0) {
                return TokenKey.found(id, keys.resolve(id, relationship, issuer));
            }
        }
        return issuer.startsWith("https:") ? orAtItsUsualPlace(amongTheIssuers(kid), kid) : unknown(kid);
    }

    /** The key, or where the issuer says nowhere which keys are its own, that which stands at the usual place below its address. */
    private TokenKey orAtItsUsualPlace(TokenKey found, String kid) {
        if (found.resolution() instanceof KeyResolution.Resolved || speaksOfKeys()) {
            return found;
        }
        String address =
                (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + "/.well-known/jwks.json";
        return issuer.indexOf('?') < 0
                        && issuer.indexOf('#') < 0
                        && keys.json(address, "issuer's keys") instanceof Fetched.Json set
                        && among(Tree.objects(set.object(), "keys"), kid) instanceof KeyResolution.Resolved key
                ? new TokenKey(
                        found.id(),
                        key,
                        null,
                        "The issuer's own document does not say which keys are its own; the key counts because it stands at "
                                + address + ".")
                : found;
    }

    private boolean speaksOfKeys() {
        return metadata().isPresent()
                || keys.json(issuer, "issuer's keys") instanceof Fetched.Json document
                        && Stream.of("verificationMethod", relationship.term(), "jwks", "jwks_uri", "keys")
                                .anyMatch(document.object()::containsKey);
    }

    private TokenKey unknown(String kid) {
        return TokenKey.found(
                kid,
                new KeyResolution.Unresolvable("The token names its key \"" + kid
                        + "\", but nobody is known who publishes a key of that name"));
    }

    private static String onlyMethodOf(String did) {
        return did.startsWith("did:jwk:") ? did + "#0" : did + "#" + did.substring("did:key:".length());
    }

    /** The issuer's only key, where a token names none. */
    private TokenKey only() {
        if (issuer.startsWith("did:key:") || issuer.startsWith("did:jwk:")) {
            String id = onlyMethodOf(issuer);
            return TokenKey.found(id, keys.resolve(id, relationship, issuer));
        }
        if (!issuer.startsWith("did:web:") && !issuer.startsWith("https:")) {
            return TokenKey.found("", new KeyResolution.Unresolvable("The token does not name its key (kid)"));
        }
        Optional<KeySet> told = issuer.startsWith("https:") ? metadata() : Optional.empty();
        if (told.isPresent() && told.get() instanceof KeySet.Not not) {
            return TokenKey.found("", not.why());
        }
        if (told.isPresent()
                && told.get() instanceof KeySet.Keys there
                && there.keys().size() == 1) {
            return TokenKey.found(
                    issuer, resolution(PublicKeys.ofJwk(there.keys().getFirst()), issuer));
        }
        return switch (keys.document(issuer)) {
            case Found.Not not -> TokenKey.found("", not.why());
            case Found.Document found -> {
                List<JsonObject> methods = found.document().listed(relationship);
                Optional<String> id = methods.size() == 1
                        ? Tree.text(methods.getFirst(), "id").map(i -> i.startsWith("#") ? issuer + i : i)
                        : Optional.empty();
                yield id.map(i -> TokenKey.found(i, keys.resolve(i, relationship, issuer)))
                        .orElseGet(() -> TokenKey.found(
                                "",
                                new KeyResolution.Unresolvable(
                                        "The token does not name its key (kid), and the issuer has not just one")));
            }
        };
    }

    /** A key that is named by an https address. The issuer is asked first, and a stranger's address never. */
    private TokenKey at(String kid) {
        if (issuer.isEmpty() || issuer.startsWith("did:key:") || issuer.startsWith("did:jwk:")) {
            return TokenKey.found(kid, notTheIssuers(kid));
        }
        boolean sameHost = issuer.startsWith("https:") && KeyResolver.sameHost(issuer, kid);
        if (KeyResolver.base(kid).equals(issuer)) {
            return TokenKey.found(kid, publishedAt(kid));
        }
        return switch (keys.document(issuer)) {
            case Found.Document found -> listed(kid, found.document(), sameHost);
            case Found.Not not ->
                sameHost && not.why() instanceof KeyResolution.Unresolvable
                        ? onTheSameHost(kid)
                        : TokenKey.found(kid, not.why());
        };
    }

    private KeyResolution notTheIssuers(String kid) {
        return issuer.isEmpty()
                ? new KeyResolution.Unresolvable(
                        "The key " + kid + " was not looked up, because the token names nobody")
                : new KeyResolution.Contradicted("The key " + kid + " is not one of the issuer's, " + issuer);
    }

    private TokenKey listed(String kid, ControllerDocument document, boolean sameHost) {
        if (document.lists(kid, relationship)) {
            return TokenKey.found(
                    kid,
                    document.listed(kid, relationship).isPresent()
                            ? keys.resolve(kid, relationship, issuer)
                            : publishedAt(kid));
        }
        Optional<KeySet> set = keySet(document.json());
        if (set.isPresent()) {
            return TokenKey.found(kid, in(set.get(), kid));
        }
        boolean speaksOfKeys = document.json().containsKey("verificationMethod")
                || document.json().containsKey(relationship.term());
        return sameHost && !speaksOfKeys
                ? onTheSameHost(kid)
                : TokenKey.found(kid, document.unlisted(kid, relationship));
    }

    private TokenKey onTheSameHost(String kid) {
        KeyResolution resolution = publishedAt(kid);
        return new TokenKey(
                kid,
                resolution,
                null,
                resolution instanceof KeyResolution.Resolved
                        ? "The issuer's own document does not say which keys are its own; the key counts because it is "
                                + "published on the issuer's host."
                        : null);
    }

    /** What stands at the address of a key of the issuer: a JWK, a set of them, a method, or a document with methods. */
    private KeyResolution publishedAt(String kid) {
        String address = KeyResolver.base(kid);
        return switch (keys.json(address, "key")) {
            case Fetched.Not not -> not.why();
            case Fetched.Json fetched -> {
                JsonObject json = fetched.object();
                if (json.containsKey("kty")) {
                    yield resolution(PublicKeys.ofJwk(json), kid);
                }
                if (json.containsKey("keys")) {
                    yield among(Tree.objects(json, "keys"), kid);
                }
                if (address.equals(issuer)) {
                    Optional<KeySet> set = keySet(json);
                    yield set.isPresent()
                                    && !json.containsKey(relationship.term())
                                    && Tree.text(json, "id").equals(Optional.of(issuer))
                            ? in(set.get(), kid)
                            : keys.resolve(kid, relationship);
                }
                if (!Tree.text(json, "id").equals(Optional.of(kid))) {
                    yield new KeyResolution.Contradicted("The document at " + address + " is not the key " + kid);
                }
                yield keys.methodOf(issuer, json, kid);
            }
        };
    }

    /** A key by its name among those that an https issuer publishes for its tokens. */
    private TokenKey amongTheIssuers(String kid) {
        Optional<KeySet> metadata = metadata();
        if (metadata.isPresent()) {
            return TokenKey.found(kid, in(metadata.get(), kid));
        }
        return switch (keys.json(issuer, "issuer's keys")) {
            case Fetched.Not not -> TokenKey.found(kid, not.why());
            case Fetched.Json fetched -> {
                JsonObject json = fetched.object();
                if (json.containsKey("keys")) {
                    yield TokenKey.found(kid, among(Tree.objects(json, "keys"), kid));
                }
                String id = issuer + "#" + (kid.startsWith("#") ? kid.substring(1) : kid);
                boolean methods = json.containsKey("verificationMethod") || json.containsKey(relationship.term());
                Optional<KeySet> set = methods ? Optional.empty() : keySet(json);
                yield TokenKey.found(
                        id, set.map(s -> in(s, kid)).orElseGet(() -> keys.resolve(id, relationship, issuer)));
            }
        };
    }

    /** The keys that an issuer of SD-JWT VCs tells; what is about another issuer must not be used (SD-JWT VC, section 4.3). */
    private Optional<KeySet> metadata() {
        Optional<String> address = metadataOf(issuer);
        return address.isPresent()
                        && keys.json(address.get(), "issuer's keys") instanceof Fetched.Json fetched
                        && Tree.text(fetched.object(), "issuer").equals(Optional.of(issuer))
                ? keySet(fetched.object())
                : Optional.empty();
    }

    /** Where an issuer of SD-JWT VCs tells its keys: below its host's well-known path (SD-JWT VC, section 4.1). */
    private static Optional<String> metadataOf(String issuer) {
        try {
            URI uri = URI.create(issuer);
            if (uri.getRawAuthority() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            String path = uri.getRawPath().endsWith("/")
                    ? uri.getRawPath().substring(0, uri.getRawPath().length() - 1)
                    : uri.getRawPath();
            return Optional.of("https://" + uri.getRawAuthority() + "/.well-known/jwt-vc-issuer" + path);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The JWKS that a document holds or points to ({@code jwks}, {@code jwks_uri}); empty when it has none. */
    private Optional<KeySet> keySet(JsonObject document) {
        Optional<JsonObject> here = Tree.object(document, "jwks");
        if (here.isPresent()) {
            return here.map(set -> new KeySet.Keys(Tree.objects(set, "keys")));
        }
        Optional<String> uri = Tree.text(document, "jwks_uri").filter(u -> u.startsWith("https:"));
        return uri.map(u -> switch (keys.json(u, "issuer's keys")) {
            case Fetched.Json fetched -> new KeySet.Keys(Tree.objects(fetched.object(), "keys"));
            case Fetched.Not not -> new KeySet.Not(not.why());
        });
    }

    /** What came of asking for the keys that a document holds or points to. */
    private sealed interface KeySet {
        record Keys(List<JsonObject> keys) implements KeySet {}

        record Not(KeyResolution why) implements KeySet {}
    }

    private KeyResolution in(KeySet set, String kid) {
        return switch (set) {
            case KeySet.Keys there -> among(there.keys(), kid);
            case KeySet.Not not -> not.why();
        };
    }

    /** The key of that name in a JWKS (RFC 7517, section 5); of several with one name, the one that the algorithm goes with. */
    private KeyResolution among(List<JsonObject> set, String kid) {
        int hash = kid.indexOf('#');
        @Nullable String fragment = hash < 0 ? null : kid.substring(hash + 1);
        List<KeyResolution> found = new ArrayList<>();
        for (JsonObject jwk : set.subList(0, Math.min(set.size(), MAX_KEYS))) {
            String name = Tree.text(jwk, "kid").orElse("");
            boolean relative = hash <= 0 && name.equals(issuer + "#" + (hash == 0 ? fragment : kid));
            if (name.equals(kid) || Objects.equals(fragment, name) || relative) {
                found.add(resolution(PublicKeys.ofJwk(jwk), kid));
            }
        }
        for (KeyResolution resolution : found) {
            if (resolution instanceof KeyResolution.Resolved resolved
                    && goesWith(resolved.method().key())) {
                return resolution;
            }
        }
        if (found.isEmpty() && set.size() == 1 && hash < 0 && kid.startsWith("https:")) {
            return resolution(PublicKeys.ofJwk(set.getFirst()), kid);
        }
        return found.isEmpty()
                ? new KeyResolution.Contradicted(issuer + " publishes its keys, and none of them is " + kid)
                : found.getFirst();
    }

    private boolean goesWith(VerificationKey key) {
        return key.algorithm().jose().equals(alg)
                || key.algorithm() == SigningAlgorithm.ED25519 && alg.equals("Ed25519");
    }

    private KeyResolution resolution(KeyReading reading, String kid) {
        return ControllerDocument.resolution(reading, kid, issuer);
    }
}
