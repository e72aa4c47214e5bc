package org.throughline.server.frameworks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an item's own page tells beyond {@link FrameworkItem}.
 *
 * @param lastChange the item's {@code lastChangeDateTime}: which wording this is
 * @param retired when it left its framework's newest package, or null while it stands there
 */
public record ItemText(
        FrameworkItem item,
        @Nullable String abbreviatedStatement,
        @Nullable String notes,
        List<String> educationLevel,
        List<String> conceptKeywords,
        Instant lastChange,
        @Nullable Instant retired) {
    public ItemText {
        educationLevel = List.copyOf(educationLevel);
        conceptKeywords = List.copyOf(conceptKeywords);
    }
}
