package org.throughline.credentials.schema;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which properties and elements of one value some rule has looked at already ({@code unevaluatedProperties}, {@code unevaluatedItems}). */
final class LookedAt {

    private @Nullable Set<String> properties;
    private @Nullable BitSet items;

    void property(String name) {
        if (properties == null) {
            properties = new HashSet<>();
        }
        properties.add(name);
    }

    void item(int number) {
        if (items == null) {
            items = new BitSet();
        }
        items.set(number);
    }

    boolean hasProperty(String name) {
        return properties != null && properties.contains(name);
    }

    boolean hasItem(int number) {
        return items != null && items.get(number);
    }

    /** Adds what others looked at, and tells how many that were. */
    int addAll(LookedAt others) {
        int count = 0;
        if (others.properties != null) {
            others.properties.forEach(this::property);
            count += others.properties.size();
        }
        if (others.items != null) {
            others.items.stream().forEach(this::item);
            count += others.items.size() / 64;
        }
        return count;
    }
}
