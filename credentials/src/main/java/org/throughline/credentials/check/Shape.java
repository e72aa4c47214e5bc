package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.throughline.credentials.context.Iris;
import org.throughline.credentials.tree.Tree;

/** Collects what is missing or misplaced in a document. */
final class Shape {

    /** One thing that is not as it should be. */
    record Problem(String message, String pointer) {}

    private final List<Problem> problems = new ArrayList<>();

    List<Problem> problems() {
        return problems;
    }

    void problem(String message, String pointer) {
        problems.add(new Problem(message, pointer));
    }

    /** Text that is there and not blank. */
    void needsText(JsonObject object, String key, String pointer) {
        if (Tree.text(object, key).filter(t -> !t.isBlank()).isEmpty()) {
            problem(
                    "\"" + key + "\" should be text" + (object.containsKey(key) ? "" : ", but is missing"),
                    pointer + "/" + key);
        }
    }

    /** Text where there is anything at all. */
    void mayHaveText(JsonObject object, String key, String pointer) {
        if (object.containsKey(key) && object.get(key) != JsonValue.NULL) {
            needsText(object, key, pointer);
        }
    }

    void needsUri(JsonObject object, String key, String pointer) {
        if (Tree.text(object, key).filter(Iris::isAbsolute).isEmpty()) {
            problem(
                    "\"" + key + "\" should be an absolute URI" + (object.containsKey(key) ? "" : ", but is missing"),
                    pointer + "/" + key);
        }
    }

    void needsType(JsonObject object, String pointer, String... oneOf) {
        List<String> types = Tree.texts(object, "type");
        for (String type : oneOf) {
            if (types.contains(type)) {
                return;
            }
        }
        problem("\"type\" should include " + String.join(" or ", oneOf), pointer + "/type");
    }

    /** One object, and no list of several. */
    void needsObject(JsonObject object, String key, String pointer, BiConsumer<JsonObject, String> then) {
        List<JsonValue> values = Tree.values(object, key);
        if (values.size() == 1 && values.getFirst() instanceof JsonObject child) {
            then.accept(child, pointer + Tree.pointer(object, key, 0));
        } else {
            problem(
                    "\"" + key + "\" should be one object" + (values.isEmpty() ? ", but is missing" : ""),
                    pointer + "/" + key);
        }
    }

    /** Any number of objects. */
    void eachObject(JsonObject object, String key, String pointer, BiConsumer<JsonObject, String> then) {
        List<JsonValue> values = Tree.values(object, key);
        for (int i = 0; i < values.size(); i++) {
            String at = pointer + Tree.pointer(object, key, i);
            if (values.get(i) instanceof JsonObject child) {
                then.accept(child, at);
            } else {
                problem("\"" + key + "\" should hold objects", at);
            }
        }
    }
}
