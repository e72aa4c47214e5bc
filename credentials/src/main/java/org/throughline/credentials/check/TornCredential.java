package org.throughline.credentials.check;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.tree.Path;
import org.throughline.credentials.tree.Tree;

/**
 * Finds a credential that is described in two places. To the statements that are signed, objects with the same {@code id} are one: whoever
 * moves a status or an end from the credential into, say, a refresh service that has the credential's address changes nothing that is
 * signed, and hides it from those who read the JSON.
 */
final class TornCredential {

    /** What is read at the top of a credential and nowhere else. */
    private static final Set<String> OF_THE_TOP = Set.of(
            "issuer",
            "issuanceDate",
            "expirationDate",
            "validFrom",
            "validUntil",
            "credentialStatus",
            "credentialSubject",
            "credentialSchema",
            "refreshService",
            "termsOfUse",
            "holder",
            "verifiableCredential");

    private static final Set<String> TYPES = Set.of(
            "VerifiableCredential",
            "VerifiablePresentation",
            "OpenBadgeCredential",
            "AchievementCredential",
            "EndorsementCredential",
            "ClrCredential",
            "BitstringStatusListCredential");

    private final String id;
    private final Path path = new Path();

    private TornCredential(String id) {
        this.id = id;
    }

    /** Where the second description stands, as a JSON pointer; empty when there is none. */
    static Optional<String> place(JsonObject document) {
        Optional<String> id = Tree.text(document, "id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        TornCredential search = new TornCredential(id.get());
        return search.isBelow(document) ? Optional.of(search.path.pointer()) : Optional.empty();
    }

    /** Whether it is found; then the path leads there. */
    private boolean isBelow(JsonObject object) {
        for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
            JsonValue value = entry.getValue();
            if (value instanceof JsonObject || value instanceof JsonArray) {
                path.enter(entry.getKey());
                if (isIn(value)) {
                    return true;
                }
                path.leave();
            }
        }
        return false;
    }

    private boolean isIn(JsonValue value) {
        if (value instanceof JsonObject object) {
            return isAgain(object) || isBelow(object);
        }
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                path.enter(i);
                if (isIn(array.get(i))) {
                    return true;
                }
                path.leave();
            }
        }
        return false;
    }

    private boolean isAgain(JsonObject object) {
        if (!(object.get("id") instanceof JsonString own) || !own.getString().equals(id)) {
            return false;
        }
        List<String> types = Tree.texts(object, "type");
        return object.keySet().stream().anyMatch(OF_THE_TOP::contains)
                || types.stream().anyMatch(TYPES::contains);
    }
}
