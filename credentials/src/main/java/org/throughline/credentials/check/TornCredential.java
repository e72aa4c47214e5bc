package org.throughline.credentials.check;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private TornCredential(String id) {
        this.id = id;
    }

    /** Where the second description stands, as a JSON pointer; empty when there is none. */
    static Optional<String> place(JsonObject document) {
        return Tree.text(document, "id").flatMap(id -> new TornCredential(id).below(document, ""));
    }

    private Optional<String> below(JsonObject object, String pointer) {
        for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
            Optional<String> found = in(entry.getValue(), pointer + Tree.step(entry.getKey()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> in(JsonValue value, String pointer) {
        if (value instanceof JsonObject object) {
            return isAgain(object) ? Optional.of(pointer) : below(object, pointer);
        }
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                Optional<String> found = in(array.get(i), pointer + "/" + i);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isAgain(JsonObject object) {
        if (!Tree.text(object, "id").equals(Optional.of(id))) {
            return false;
        }
        List<String> types = Tree.texts(object, "type");
        return object.keySet().stream().anyMatch(OF_THE_TOP::contains)
                || types.stream().anyMatch(TYPES::contains);
    }
}
