package org.throughline.credentials.key;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * From the {@code verificationMethod} of a proof to a public key (Controlled Identifiers 1.0, section 3.3 Retrieve Verification Method).
 *
 * <p>A key is only ever taken from the document of the controller that it is said to belong to: of a did:key or a did:jwk that is the
 * DID itself, of a did:web or an https address the document there. Text after the {@code #} of a URL never counts as a key. Decision
 * record 0019 tells what is fetched, and what is not.
 */
public final class KeyResolver {

    private final DocumentLoader documents;
    private final Instant now;

    /**
     * A resolver for one verification.
     *
     * @param now  the moment at which keys must not have expired or been revoked
     */
    public KeyResolver(DocumentLoader documents, Instant now) {
        this.documents = documents;
        this.now = now;
    }

    /** Looks up the key that may make assertions under this id. */
    public KeyResolution resolve(String verificationMethod) {
        return resolve(verificationMethod, VerificationRelationship.ASSERTION_METHOD);
    }

    /** Looks up the key that may do this under this id, whosever it is. */
    public KeyResolution resolve(String verificationMethod, VerificationRelationship relationship) {
        String base = base(verificationMethod);
        if (base.startsWith("did:key:")) {
            return didKey(verificationMethod, base);
        }
        if (base.startsWith("did:jwk:")) {
            return didJwk(verificationMethod, base);
        }
        if (base.equals(verificationMethod) && base.startsWith("https:")) {
            return methodAt(base, relationship);
        }
        return switch (document(base)) {
            case Found.Document found -> found.document().method(verificationMethod, relationship, now);
            case Found.Not not -> not.why();
        };
    }

    /**
     * Looks up a key as far as it can be the issuer's. A key that certainly belongs to somebody else is contradicted, and nobody is
     * asked about it: a stranger's document has no bearing on the answer.
     *
     * @param issuer  whom the key must belong to, a DID or an https address; empty when the document names nobody
     */
    public KeyResolution resolve(String verificationMethod, VerificationRelationship relationship, String issuer) {
        String base = base(verificationMethod);
        boolean asksNobody = base.startsWith("did:key:") || base.startsWith("did:jwk:");
        if (base.equals(issuer) || asksNobody) {
            return resolve(verificationMethod, relationship);
        }
        if (issuer.isEmpty()) {
            return new KeyResolution.Unresolvable("The key " + verificationMethod
                    + " was not looked up, because the document names nobody as its own");
        }
        if (base.equals(verificationMethod) && base.startsWith("https:")) {
            return switch (document(issuer)) {
                case Found.Not not -> not.why();
                case Found.Document found -> vouchedFor(verificationMethod, relationship, found.document());
            };
        }
        return new KeyResolution.Contradicted(
                "The key " + verificationMethod + " is not one of the issuer's, " + issuer);
    }

    /** A method at an address of its own: it must name its controller, and the controller must list it. */
    private KeyResolution methodAt(String address, VerificationRelationship relationship) {
        return switch (json(address, "key")) {
            case Fetched.Not not -> not.why();
            case Fetched.Json fetched -> {
                Optional<String> controller = Tree.text(fetched.object(), "controller");
                if (controller.isEmpty() || !Tree.text(fetched.object(), "id").equals(Optional.of(address))) {
                    yield new KeyResolution.Contradicted(
                            "The document at " + address + " is no verification method that names its controller");
                }
                yield switch (document(controller.get())) {
                    case Found.Not not -> not.why();
                    case Found.Document found -> vouchedFor(address, relationship, found.document());
                };
            }
        };
    }

    /** A method at an address of its own, once its controller's document is at hand. */
    private KeyResolution vouchedFor(
            String address, VerificationRelationship relationship, ControllerDocument controller) {
        if (!controller.lists(address, relationship)) {
            return controller.unlisted(address, relationship);
        }
        Optional<JsonObject> here = controller.listed(address, relationship);
        if (here.isPresent()) {
            return controller.key(here.get(), address, now);
        }
        return switch (json(address, "key")) {
            case Fetched.Not not -> not.why();
            case Fetched.Json fetched ->
                Tree.text(fetched.object(), "id").equals(Optional.of(address))
                        ? controller.key(fetched.object(), address, now)
                        : new KeyResolution.Contradicted("The document at " + address + " is about another key");
        };
    }

    private static KeyResolution didKey(String verificationMethod, String did) {
        String multibase = did.substring("did:key:".length());
        if (!verificationMethod.equals(did + "#" + multibase)) {
            return new KeyResolution.Contradicted(
                    "The document of a did:key lists one key, and its id ends in \"#" + multibase + "\"");
        }
        return ControllerDocument.resolution(PublicKeys.ofMultibase(multibase), verificationMethod, did);
    }

    /** The did:jwk method: the DID is a JWK, and its only key is called {@code #0}. */
    private static KeyResolution didJwk(String verificationMethod, String did) {
        if (!verificationMethod.equals(did + "#0")) {
            return new KeyResolution.Contradicted("The document of a did:jwk lists one key, and its id ends in \"#0\"");
        }
        Optional<String> text =
                Base64Url.decode(did.substring("did:jwk:".length())).flatMap(StrictJson::utf8);
        return text.isPresent() && StrictJson.parse(text.get()) instanceof Parsed.Tree tree
                ? ControllerDocument.resolution(PublicKeys.ofJwk(tree.object()), verificationMethod, did)
                : new KeyResolution.Contradicted("The did:jwk does not hold a JWK in base64url");
    }

    /** A method that stands at an address of its own, of which it is known that the controller publishes it. */
    KeyResolution methodOf(String controller, JsonObject method, String id) {
        return new ControllerDocument(JsonObject.EMPTY_JSON_OBJECT, controller).key(method, id, now);
    }

    /** The document of a controller that has one to fetch. */
    Found document(String controller) {
        String address = controller;
        if (controller.startsWith("did:web:")) {
            Optional<URI> web = DidWeb.addressOf(controller);
            if (web.isEmpty()) {
                return new Found.Not(
                        new KeyResolution.Contradicted("\"" + controller + "\" is not a well-formed did:web"));
            }
            address = web.get().toString();
        } else if (!controller.startsWith("https:")) {
            return new Found.Not(new KeyResolution.Unresolvable("Keys of the kind \"" + kind(controller)
                    + "\" are not supported; this version resolves did:key, did:jwk, did:web and https addresses"));
        }
        return switch (json(address, "issuer's keys")) {
            case Fetched.Not not -> new Found.Not(not.why());
            case Fetched.Json fetched
            when JsonValue.TRUE.equals(fetched.object().get("deactivated")) ->
                new Found.Not(new KeyResolution.Contradicted(
                        controller + " was deactivated, so its keys do not count any more"));
            case Fetched.Json fetched ->
                ControllerDocument.of(fetched.object(), controller)
                        .<Found>map(Found.Document::new)
                        .orElseGet(() -> new Found.Not(new KeyResolution.Contradicted("The document at the address of "
                                + controller + " is about somebody else, so it says nothing about this key")));
        };
    }

    Fetched json(String address, String what) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return new Fetched.Not(new KeyResolution.Contradicted("\"" + address + "\" is not a well-formed address"));
        }
        return switch (documents.load(uri, DocumentKind.DID_DOCUMENT)) {
            case Loaded.Unavailable unavailable ->
                new Fetched.Not(new KeyResolution.Unresolvable(
                        "The " + what + " at " + address + " could not be read: the address " + unavailable.message()));
            case Loaded.Document document -> read(document.bytes(), address, what);
        };
    }

    private static Fetched read(byte[] bytes, String address, String what) {
        Parsed parsed = bytes.length > DocumentKind.DID_DOCUMENT.maxBytes()
                ? new Parsed.Refused("json-limits", "it is too large", "")
                : StrictJson.utf8(bytes)
                        .map(StrictJson::parse)
                        .orElseGet(() -> new Parsed.Refused("json-malformed", "it is not UTF-8", ""));
        return switch (parsed) {
            case Parsed.Refused refused ->
                new Fetched.Not(new KeyResolution.Unresolvable(
                        "The document with the " + what + " at " + address + " is unreadable: " + refused.message()));
            case Parsed.Tree tree -> new Fetched.Json(tree.object());
        };
    }

    /** Whether an address is on the host of an https issuer: the same name and port (RFC 6454, section 4). */
    static boolean sameHost(String issuer, String address) {
        return !host(issuer).isEmpty() && host(issuer).equals(host(address));
    }

    private static String host(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() == null || !"https".equalsIgnoreCase(uri.getScheme())
                    ? ""
                    : uri.getHost().toLowerCase(Locale.ROOT) + ":" + (uri.getPort() < 0 ? 443 : uri.getPort());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static String base(String verificationMethod) {
        int hash = verificationMethod.indexOf('#');
        return hash < 0 ? verificationMethod : verificationMethod.substring(0, hash);
    }

    private static String kind(String controller) {
        String[] parts = controller.split(":", 3);
        return parts.length == 3 && parts[0].equals("did") ? "did:" + parts[1] : parts[0];
    }

    /** What came of asking for a controller's document. */
    sealed interface Found {
        record Document(ControllerDocument document) implements Found {}

        record Not(KeyResolution why) implements Found {}
    }

    /** What came of asking for a document in JSON. */
    sealed interface Fetched {
        record Json(JsonObject object) implements Fetched {}

        record Not(KeyResolution why) implements Fetched {}
    }
}
