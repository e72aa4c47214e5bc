package org.throughline.caseformat.compare;

import org.jspecify.annotations.Nullable;

/**
 * One property that says something else than before.
 *
 * @param property its name in the standard, such as {@code fullStatement}
 * @param before what it said, as people read it; null where it was absent
 * @param after what it says now; null where it is absent
 */
public record PropertyChange(
        String property, @Nullable String before, @Nullable String after) {

    /** The same change word by word. */
    public TextDiff words() {
        return TextDiff.between(before, after);
    }
}
