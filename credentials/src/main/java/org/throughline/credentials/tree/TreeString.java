package org.throughline.credentials.tree;

import jakarta.json.JsonString;
import org.jspecify.annotations.Nullable;

/** A text that was read. */
final class TreeString implements JsonString {

    private final String text;

    TreeString(String text) {
        this.text = text;
    }

    @Override
    public String getString() {
        return text;
    }

    @Override
    public CharSequence getChars() {
        return text;
    }

    @Override
    public ValueType getValueType() {
        return ValueType.STRING;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonString string && text.equals(string.getString());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(text.length() + 2);
        JsonText.quoteCanonically(text, out);
        return out.toString();
    }
}
