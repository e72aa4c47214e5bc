package org.throughline.server.face;

import org.jspecify.annotations.Nullable;

/** One choice of a select, a radio group or a group of checkboxes. */
public record Option(String value, String label, @Nullable String hint) {
    public static Option of(String value, String label) {
        return new Option(value, label, null);
    }
}
