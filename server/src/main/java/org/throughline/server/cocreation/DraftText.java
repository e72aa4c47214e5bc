package org.throughline.server.cocreation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of an item that people shape. What else its CFItem holds (dates, links, extensions of other systems) stays as it is.
 *
 * @param statement fullStatement, not blank
 * @param code humanCodingScheme
 * @param type CFItemType
 * @param level the level that the item speaks of, in the framework's own words
 * @param atHire whether somebody must have it when hired; else it may be acquired on the job
 */
public record DraftText(
        String statement,
        @Nullable String code,
        @Nullable String abbreviatedStatement,
        @Nullable String type,
        @Nullable String level,
        boolean atHire,
        @Nullable String language,
        List<String> educationLevel,
        List<String> conceptKeywords,
        @Nullable String notes) {
    public DraftText {
        educationLevel = List.copyOf(educationLevel);
        conceptKeywords = List.copyOf(conceptKeywords);
    }
}
