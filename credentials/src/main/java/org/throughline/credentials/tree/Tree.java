package org.throughline.credentials.tree;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what may be there: a property of the wrong shape counts as absent, one value counts as a list of one. */
public final class Tree {

    /** Kept, because looking it up for every object, as {@code Json} does, costs more than the object. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private Tree() {}

    /** A text as a value. */
    public static JsonString string(String text) {
        return new TreeString(text);
    }

    /** An object to be filled. */
    public static JsonObjectBuilder building() {
        return JSON.createObjectBuilder();
    }

    /** An object to be filled, that begins as another. */
    public static JsonObjectBuilder building(JsonObject from) {
        return JSON.createObjectBuilder(from);
    }

    /** The object without one of its properties. */
    public static JsonObject without(JsonObject object, String key) {
        return object instanceof TreeObject read
                ? read.without(key)
                : JSON.createObjectBuilder(object).remove(key).build();
    }

    /** The object with one more property, which it does not have yet, in front of the others. */
    public static JsonObject after(String key, JsonValue value, JsonObject object) {
        if (object instanceof TreeObject read) {
            return read.after(key, value);
        }
        JsonObjectBuilder builder = JSON.createObjectBuilder().add(key, value);
        object.forEach(builder::add);
        return builder.build();
    }

    /** The text of a property, when it is text. */
    public static Optional<String> text(JsonObject object, String key) {
        return text(object.get(key));
    }

    /** The text of a value, when it is text. */
    public static Optional<String> text(@Nullable JsonValue value) {
        return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    /** The object at a property, when it is one. */
    public static Optional<JsonObject> object(JsonObject object, String key) {
        return object.get(key) instanceof JsonObject child ? Optional.of(child) : Optional.empty();
    }

    /** The values of a property: of an array its elements, of anything else itself; null counts as nothing. */
    public static List<JsonValue> values(JsonObject object, String key) {
        JsonValue value = object.get(key);
        if (value == null || value == JsonValue.NULL) {
            return List.of();
        }
        return value instanceof JsonArray array ? Collections.unmodifiableList(array) : List.of(value);
    }

    /** The objects among the values of a property. */
    public static List<JsonObject> objects(JsonObject object, String key) {
        return those(object.get(key), JsonObject.class);
    }

    /** The texts among the values of a property. */
    public static List<String> texts(JsonObject object, String key) {
        List<JsonString> strings = those(object.get(key), JsonString.class);
        if (strings.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(strings.size());
        strings.forEach(string -> texts.add(string.getString()));
        return Collections.unmodifiableList(texts);
    }

    /** Without a stream: this is asked some hundred times for every credential. */
    private static <T> List<T> those(@Nullable JsonValue value, Class<T> kind) {
        if (kind.isInstance(value)) {
            return List.of(kind.cast(value));
        }
        if (!(value instanceof JsonArray array)) {
            return List.of();
        }
        List<T> found = new ArrayList<>(array.size());
        for (JsonValue element : array) {
            if (kind.isInstance(element)) {
                found.add(kind.cast(element));
            }
        }
        return Collections.unmodifiableList(found);
    }

    /** The id of a property that is either a URI or an object with an {@code id}. */
    public static Optional<String> idOf(JsonObject object, String key) {
        return object.get(key) instanceof JsonObject child ? text(child, "id") : text(object, key);
    }

    /** A key as one step of a JSON Pointer (RFC 6901, section 3). */
    public static String step(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer of the i-th of {@link #values}: with a number only where the document has an array. */
    public static String pointer(JsonObject object, String key, int i) {
        return step(key) + (object.get(key) instanceof JsonArray ? "/" + i : "");
    }
}
