package org.throughline.server.frameworks;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.Extensions;

/** The level that an item speaks of. CASE has no property for a level of mastery; publishers put it into an extension. */
final class ItemLevel {
    private ItemLevel() {}

    /** An extension named {@code level}, or {@code owner:level}; without one the education levels; null without either. */
    static @Nullable String of(CFItem item) {
        for (Map.Entry<String, Extensions.Value> extension :
                item.extensions().values().entrySet()) {
            String name = extension.getKey().toLowerCase(Locale.ROOT);
            if ((name.equals("level") || name.endsWith(":level"))
                    && extension.getValue() instanceof Extensions.Text text
                    && !text.text().isBlank()) {
                return text.text();
            }
        }
        return item.educationLevel().isEmpty() ? null : String.join(", ", item.educationLevel());
    }
}
