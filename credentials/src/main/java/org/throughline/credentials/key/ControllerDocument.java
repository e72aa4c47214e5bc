package org.throughline.credentials.key;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.credentials.tree.Tree;

/**
 * The document in which a controller lists its keys: a DID document, any other controlled identifier document, or an issuer's Open
 * Badges Profile with the same properties (Controlled Identifiers 1.0, sections 2 and 3.3).
 */
final class ControllerDocument {

    private final JsonObject document;
    private final String controller;

    ControllerDocument(JsonObject document, String controller) {
        this.document = document;
        this.controller = controller;
    }

    /** The document that was found at the controller's address; empty when it is about somebody else. */
    static Optional<ControllerDocument> of(JsonObject document, String controller) {
        return Tree.text(document, "id").equals(Optional.of(controller))
                ? Optional.of(new ControllerDocument(document, controller))
                : Optional.empty();
    }

    JsonObject json() {
        return document;
    }

    /** Looks for a method that stands in this document, under the relationship, and is controlled by it. */
    KeyResolution method(String id, VerificationRelationship relationship, Instant now) {
        Optional<JsonObject> method = listed(id, relationship);
        return method.isEmpty() ? unlisted(id, relationship) : key(method.get(), id, now);
    }

    /** Whether the relationship has the method, as an object or by its id. */
    boolean lists(String id, VerificationRelationship relationship) {
        return embedded(id, relationship).isPresent() || mentions(id, relationship);
    }

    /** The method as it stands here, when the relationship has it. */
    Optional<JsonObject> listed(String id, VerificationRelationship relationship) {
        Optional<JsonObject> embedded = embedded(id, relationship);
        return embedded.isEmpty() && mentions(id, relationship)
                ? methods().filter(m -> isCalled(m, id)).findFirst()
                : embedded;
    }

    /** All methods that the relationship has and that stand here. */
    List<JsonObject> listed(VerificationRelationship relationship) {
        Stream<JsonObject> mentioned = Tree.texts(document, relationship.term()).stream()
                .flatMap(reference ->
                        methods().filter(m -> isCalled(m, absolute(reference))).limit(1));
        return Stream.concat(Tree.objects(document, relationship.term()).stream(), mentioned)
                .limit(100)
                .toList();
    }

    KeyResolution.Contradicted unlisted(String id, VerificationRelationship relationship) {
        String what = relationship == VerificationRelationship.ASSERTION_METHOD
                ? "make assertions (assertionMethod)"
                : "show that they are it (authentication)";
        return new KeyResolution.Contradicted(
                controller + " does not list the key " + id + " among those that may " + what);
    }

    /** The key of a method that this controller vouches for. */
    KeyResolution key(JsonObject method, String id, Instant now) {
        if (!Tree.text(method, "controller").map(this::absolute).equals(Optional.of(controller))) {
            return new KeyResolution.Contradicted("The key " + id + " stands in the document of " + controller
                    + ", but says that it is controlled by "
                    + Tree.text(method, "controller").orElse("nobody"));
        }
        if (ended(method, "revoked", now) || ended(method, "expires", now)) {
            return new KeyResolution.Contradicted("The key " + id + " has expired or was revoked by " + controller);
        }
        return resolution(PublicKeys.ofMethod(method), id, controller);
    }

    static KeyResolution resolution(KeyReading reading, String id, String controller) {
        return switch (reading) {
            case KeyReading.Read read -> new KeyResolution.Resolved(new VerificationMethod(id, controller, read.key()));
            case KeyReading.Refused refused ->
                new KeyResolution.Contradicted("The key " + id + " " + refused.message());
            case KeyReading.OfAnotherKind other ->
                new KeyResolution.OfAnotherKind("The key " + id + " " + other.message());
            case KeyReading.Unknown unknown ->
                new KeyResolution.Unresolvable("The key " + id + " " + unknown.message());
        };
    }

    private Stream<JsonObject> methods() {
        return Stream.concat(
                Tree.objects(document, "verificationMethod").stream(), Tree.objects(document, "publicKey").stream());
    }

    private Optional<JsonObject> embedded(String id, VerificationRelationship relationship) {
        return Tree.objects(document, relationship.term()).stream()
                .filter(m -> isCalled(m, id))
                .findFirst();
    }

    private boolean mentions(String id, VerificationRelationship relationship) {
        return Tree.texts(document, relationship.term()).stream()
                .anyMatch(reference -> absolute(reference).equals(id));
    }

    private boolean isCalled(JsonObject method, String id) {
        return Tree.text(method, "id").map(own -> absolute(own).equals(id)).orElse(false);
    }

    private String absolute(String reference) {
        return reference.startsWith("#") ? controller + reference : reference;
    }

    private static boolean ended(JsonObject method, String key, Instant now) {
        JsonValue end = method.get(key);
        if (end == null) {
            return false;
        }
        try {
            return !(end instanceof JsonString text)
                    || !OffsetDateTime.parse(text.getString()).toInstant().isAfter(now);
        } catch (DateTimeException e) {
            return true;
        }
    }
}
