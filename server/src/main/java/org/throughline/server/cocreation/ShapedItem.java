package org.throughline.server.cocreation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item as a proposal speaks of it: the draft's, or the published one where no draft has begun.
 *
 * @param parent the item above it, or the framework itself
 * @param retired whether it leaves, or has left
 * @param revision the act that wrote its text last; 0 where no draft has begun
 */
public record ShapedItem(
        UUID identifier,
        @Nullable String code,
        String statement,
        @Nullable String level,
        boolean atHire,
        UUID parent,
        boolean retired,
        long revision) {

    /** Code and statement, the way an item is named to people. */
    public String label() {
        return code == null || code.isBlank() ? statement : code + " " + statement;
    }

    /** The same within a sentence. */
    public String shortly() {
        return shortly(code, statement);
    }

    /** Its code, or the beginning of what it says. */
    static String shortly(@Nullable String code, String statement) {
        if (code != null && !code.isBlank()) {
            return code;
        }
        return "“"
                + (statement.length() > 60
                        ? statement.substring(0, statement.offsetByCodePoints(0, statement.codePointCount(0, 57))) + "…"
                        : statement)
                + "”";
    }
}
