package org.throughline.server.frameworks;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.Extensions;

/** The level that an item speaks of. CASE has no property for a level of mastery; publishers put it into an extension. */
public final class ItemLevel {
    private ItemLevel() {}

    /** An extension named {@code level}, or {@code owner:level}; without one the education levels; null without either. */
    static @Nullable String of(CFItem item) {
        @Nullable String stated = stated(item);
        if (stated != null) {
            return stated;
        }
        return item.educationLevel().isEmpty() ? null : String.join(", ", item.educationLevel());
    }

    /** The level alone, without the education levels in its place. */
    public static @Nullable String stated(CFItem item) {
        for (Map.Entry<String, Extensions.Value> extension :
                item.extensions().values().entrySet()) {
            if (isLevel(extension.getKey())
                    && extension.getValue() instanceof Extensions.Text text
                    && !text.text().isBlank()) {
                return text.text();
            }
        }
        return null;
    }

    /** Whether an extension of this name tells the level. */
    public static boolean isLevel(String extension) {
        String name = extension.toLowerCase(Locale.ROOT);
        return name.equals("level") || name.endsWith(":level");
    }
}
