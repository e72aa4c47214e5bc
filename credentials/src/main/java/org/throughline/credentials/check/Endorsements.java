package org.throughline.credentials.check;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.credentials.tree.Path;
import org.throughline.credentials.tree.Tree;

/** Finds the endorsements in a document: of the credential itself, of its achievement, of profiles, wherever they stand. */
final class Endorsements {

    /** How many of one document are looked at. */
    static final int MOST = 50;

    /** Credentials in a record carry their own; a proof and an endorsement are no part of the endorsed. */
    private static final Set<String> APART =
            Set.of("verifiableCredential", "proof", "endorsement", "endorsementJwt", "@context");

    private static final List<String> KEYS = List.of("endorsement", "endorsementJwt");

    private final Path path = new Path();
    private final List<Endorsement> found = new ArrayList<>();

    private Endorsements() {}

    /**
     * One of them.
     *
     * @param value  the endorsement, an object or a token
     * @param pointer  JSON Pointer to it
     * @param of  the id of what it stands at, or empty
     */
    record Endorsement(JsonValue value, String pointer, String of) {}

    static List<Endorsement> in(JsonObject document) {
        Endorsements endorsements = new Endorsements();
        endorsements.walk(document);
        return endorsements.found;
    }

    private void walk(JsonValue value) {
        if (found.size() > MOST) {
            return;
        }
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                path.enter(i);
                walk(array.get(i));
                path.leave();
            }
        } else if (value instanceof JsonObject object) {
            object(object);
        }
    }

    private void object(JsonObject object) {
        for (String key : KEYS) {
            if (object.containsKey(key)) {
                endorsements(object, key);
            }
        }
        for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
            JsonValue value = entry.getValue();
            if ((value instanceof JsonObject || value instanceof JsonArray) && !APART.contains(entry.getKey())) {
                path.enter(entry.getKey());
                walk(value);
                path.leave();
            }
        }
    }

    private void endorsements(JsonObject object, String key) {
        String id = Tree.text(object, "id").orElse("");
        String pointer = path.pointer();
        List<JsonValue> values = Tree.values(object, key);
        for (int i = 0; i < values.size() && found.size() <= MOST; i++) {
            if (values.get(i) instanceof JsonObject || values.get(i) instanceof JsonString) {
                found.add(new Endorsement(values.get(i), pointer + Tree.pointer(object, key, i), id));
            }
        }
    }
}
