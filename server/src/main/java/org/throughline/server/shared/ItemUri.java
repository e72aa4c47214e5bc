package org.throughline.server.shared;

import java.util.Objects;

/**
 * The URI of a CFItem as its framework publishes it: the one currency in which rooms speak of a competency. Two item URIs are the same
 * exactly when their text is; nothing is normalised, because Open Badges alignments carry the text.
 *
 * @param value the URI's text, never blank
 */
public record ItemUri(String value) implements Comparable<ItemUri> {
    public ItemUri {
        Objects.requireNonNull(value);
        if (value.isBlank()) {
            throw new IllegalArgumentException("an item URI is not blank");
        }
    }

    @Override
    public int compareTo(ItemUri other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
