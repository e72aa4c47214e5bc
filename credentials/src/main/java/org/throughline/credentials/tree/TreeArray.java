package org.throughline.credentials.tree;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** An array that was read. Immutable. */
final class TreeArray extends AbstractList<JsonValue> implements JsonArray, RandomAccess {

    static final TreeArray EMPTY = new TreeArray(new JsonValue[0]);

    private final JsonValue[] values;

    TreeArray(JsonValue[] values) {
        this.values = values;
    }

    @Override
    public JsonValue get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public ValueType getValueType() {
        return ValueType.ARRAY;
    }

    @Override
    public JsonObject getJsonObject(int index) {
        return (JsonObject) values[index];
    }

    @Override
    public JsonArray getJsonArray(int index) {
        return (JsonArray) values[index];
    }

    @Override
    public JsonNumber getJsonNumber(int index) {
        return (JsonNumber) values[index];
    }

    @Override
    public JsonString getJsonString(int index) {
        return (JsonString) values[index];
    }

    @Override
    @SuppressWarnings("unchecked") // the caller says what it holds, as the interface has it
    public <T extends JsonValue> List<T> getValuesAs(Class<T> type) {
        return (List<T>) this;
    }

    @Override
    public String getString(int index) {
        return getJsonString(index).getString();
    }

    @Override
    public String getString(int index, String otherwise) {
        return values[index] instanceof JsonString text ? text.getString() : otherwise;
    }

    @Override
    public int getInt(int index) {
        return getJsonNumber(index).intValue();
    }

    @Override
    public int getInt(int index, int otherwise) {
        return values[index] instanceof JsonNumber number ? number.intValue() : otherwise;
    }

    @Override
    public boolean getBoolean(int index) {
        if (values[index] != JsonValue.TRUE && values[index] != JsonValue.FALSE) {
            throw new ClassCastException("Element " + index + " is neither true nor false");
        }
        return values[index] == JsonValue.TRUE;
    }

    @Override
    public boolean getBoolean(int index, boolean otherwise) {
        return values[index] == JsonValue.TRUE || (values[index] != JsonValue.FALSE && otherwise);
    }

    @Override
    public boolean isNull(int index) {
        return values[index] == JsonValue.NULL;
    }

    @Override
    public String toString() {
        return new JsonText().write(this);
    }
}
