package org.throughline.server.alignment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/** A framework's items as a tree that can be walked up and down. An item with several parents stands below each of them. */
public final class ItemTree {
    private final List<FrameworkItem> items;
    private final Map<ItemUri, FrameworkItem> byUri = new LinkedHashMap<>();
    private final Map<UUID, FrameworkItem> byIdentifier = new HashMap<>();
    private final Map<ItemUri, List<FrameworkItem>> children = new HashMap<>();
    private final List<FrameworkItem> tops = new ArrayList<>();

    /** @param items all items of the framework, in tree order */
    public ItemTree(List<FrameworkItem> items) {
        this.items = List.copyOf(items);
        for (FrameworkItem item : items) {
            byUri.putIfAbsent(item.uri(), item);
            byIdentifier.putIfAbsent(item.identifier(), item);
        }
        for (FrameworkItem item : byUri.values()) {
            boolean top = true;
            for (ItemUri parent : item.parents()) {
                if (byUri.containsKey(parent)) {
                    children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(item);
                    top = false;
                }
            }
            if (top) {
                tops.add(item);
            }
        }
    }

    /** All items, in tree order. */
    public List<FrameworkItem> items() {
        return items;
    }

    public Optional<FrameworkItem> item(ItemUri uri) {
        return Optional.ofNullable(byUri.get(uri));
    }

    public Optional<FrameworkItem> item(UUID identifier) {
        return Optional.ofNullable(byIdentifier.get(identifier));
    }

    /** What stands directly below a group; below the framework itself where it is null. */
    public List<FrameworkItem> below(@Nullable FrameworkItem group) {
        return group == null ? tops : children.getOrDefault(group.uri(), List.of());
    }

    /** Where a reader begins: the lowest group that has everything below it; null is the framework itself. */
    public @Nullable FrameworkItem beginning() {
        @Nullable FrameworkItem here = null;
        Set<ItemUri> seen = new LinkedHashSet<>();
        while (below(here).size() == 1
                && !below(here).getFirst().leaf()
                && seen.add(below(here).getFirst().uri())) {
            here = below(here).getFirst();
        }
        return here;
    }

    /** An item and everything above it along all parents, the nearest first; only itself where it is not of this tree. */
    public Set<ItemUri> upwards(ItemUri uri) {
        Set<ItemUri> seen = new LinkedHashSet<>();
        List<ItemUri> waiting = new ArrayList<>(List.of(uri));
        while (!waiting.isEmpty()) {
            ItemUri next = waiting.removeFirst();
            if (seen.add(next)) {
                @Nullable FrameworkItem known = byUri.get(next);
                if (known != null) {
                    waiting.addAll(known.parents());
                }
            }
        }
        return seen;
    }

    /** These items, each with everything below it in the order of the tree. */
    public Set<ItemUri> downwards(Collection<ItemUri> from) {
        Set<ItemUri> seen = new LinkedHashSet<>();
        Deque<ItemUri> waiting = new ArrayDeque<>(from);
        while (!waiting.isEmpty()) {
            ItemUri next = waiting.removeFirst();
            if (seen.add(next)) {
                children.getOrDefault(next, List.of()).reversed().forEach(child -> waiting.addFirst(child.uri()));
            }
        }
        return seen;
    }

    /** The items above one along first parents, the topmost first. */
    public List<FrameworkItem> path(FrameworkItem item) {
        return Lineage.above(item, byUri);
    }

    /** The items below which nothing stands, in tree order. */
    public List<FrameworkItem> leaves() {
        return items.stream().filter(FrameworkItem::leaf).toList();
    }
}
