package org.throughline.server.frameworks;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.ItemUri;

/**
 * A CFItem as other rooms see it.
 *
 * @param code humanCodingScheme, or null
 * @param type CFItemType, or null
 * @param level the level that the item speaks of in its framework's own words, or null
 * @param parents the items above it (none: it stands under the document); a task may have several
 * @param depth 0 for top items; of the first parent's path
 * @param leaf whether nothing stands below it
 */
public record FrameworkItem(
        ItemUri uri,
        UUID identifier,
        FrameworkId framework,
        String frameworkTitle,
        @Nullable String code,
        String statement,
        @Nullable String type,
        @Nullable String level,
        @Nullable String language,
        List<ItemUri> parents,
        int depth,
        boolean leaf) {
    public FrameworkItem {
        parents = List.copyOf(parents);
    }

    /** Code and statement, the way an item is named to people: never a GUID. */
    public String label() {
        return Optional.ofNullable(code).map(c -> c + " " + statement).orElse(statement);
    }
}
