package org.throughline.credentials.tree;

import jakarta.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One name with its value in an object (RFC 8259, section 4), made once and shown as often as anybody asks. */
final class Member implements Map.Entry<String, JsonValue> {

    private final String name;
    private final JsonValue value;

    Member(String name, JsonValue value) {
        this.name = name;
        this.value = value;
    }

    @Override
    public String getKey() {
        return name;
    }

    @Override
    public JsonValue getValue() {
        return value;
    }

    @Override
    public JsonValue setValue(JsonValue other) {
        throw new UnsupportedOperationException("What was read does not change");
    }

    boolean isCalled(String wanted) {
        // the order tells nearly all others apart without looking at a letter
        return name.hashCode() == wanted.hashCode() && name.equals(wanted);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> entry && name.equals(entry.getKey()) && value.equals(entry.getValue());
    }

    @Override
    public int hashCode() {
        return name.hashCode() ^ value.hashCode();
    }

    @Override
    public String toString() {
        return name + "=" + value;
    }
}
