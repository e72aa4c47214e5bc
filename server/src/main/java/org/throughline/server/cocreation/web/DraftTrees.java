package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.DraftItem;
import org.throughline.server.cocreation.DraftSearch;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TreeNode;
import org.throughline.server.frameworks.FrameworkId;

/** Draws a draft's tree: what is open, level by level, at most two hundred of one level at once. */
@Component
class DraftTrees {
    private static final int AT_ONCE = 200;

    /** Up to this many items everything is open at first sight. */
    private static final int OPEN = 40;

    /** So many rows are drawn at most; what does not fit stays closed until it is opened. */
    private static final int MOST_ROWS = 12_000;

    private final Drafts drafts;

    DraftTrees(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * The tree.
     *
     * @param open what is shown open; null: as at first sight
     * @param at the item that is worked on; the way to it is open
     */
    DrawnDraft of(FrameworkId framework, @Nullable Set<UUID> open, @Nullable UUID at) {
        Set<UUID> opened = open == null ? new HashSet<>() : new HashSet<>(open);
        boolean allOpen = open == null && drafts.count(framework) <= OPEN;
        Set<UUID> way = new HashSet<>();
        if (at != null) {
            drafts.path(framework, at).forEach(above -> way.add(above.identifier()));
            opened.addAll(way);
            way.add(at);
        }
        return new Drawing(framework, opened, way, allOpen, at, drafts.baseRevision(framework))
                .level(framework.value(), 1, drafts.count(framework, framework.value()));
    }

    /**
     * What was found, with everything above it; what stands below it opens as in the whole tree.
     *
     * @param open what is shown open below what was found
     * @param at the item that is worked on
     */
    DrawnDraft found(FrameworkId framework, DraftSearch.Found found, Set<UUID> open, @Nullable UUID at) {
        Map<UUID, DraftItem> items = drafts.items(framework, found.shown());
        Drawing drawing = new Drawing(framework, open, Set.of(), false, at, drafts.baseRevision(framework));
        return drawing.picked(framework.value(), 1, found, items);
    }

    /** A stretch of one level, for a node that is opened or shows more. */
    DrawnDraft level(FrameworkId framework, UUID parent, int level, int offset) {
        Drawing drawing = new Drawing(framework, Set.of(), Set.of(), false, null, drafts.baseRevision(framework));
        return drawing.level(parent, level, drafts.count(framework, parent), offset, false);
    }

    private final class Drawing {
        private final FrameworkId framework;
        private final Set<UUID> open;
        private final Set<UUID> way;
        private final boolean allOpen;
        private final @Nullable UUID at;
        private final long base;
        private @Nullable Map<UUID, List<DraftItem>> first;

        Drawing(FrameworkId framework, Set<UUID> open, Set<UUID> way, boolean allOpen, @Nullable UUID at, long base) {
            this.framework = framework;
            this.open = fitting(framework, open, way);
            this.way = way;
            this.allOpen = allOpen;
            this.at = at;
            this.base = base;
        }

        /** As much of what is open as is drawn, the way to where one is in any case. */
        private Set<UUID> fitting(FrameworkId framework, Set<UUID> open, Set<UUID> way) {
            Set<UUID> fitting = new HashSet<>();
            int rows = 0;
            for (Map.Entry<UUID, Integer> level : drafts.counts(framework, open).entrySet()) {
                rows += Math.min(AT_ONCE, level.getValue());
                if (rows <= MOST_ROWS || way.contains(level.getKey())) {
                    fitting.add(level.getKey());
                }
            }
            return fitting;
        }

        DrawnDraft level(UUID parent, int level, int total) {
            int offset = 0;
            if (total > AT_ONCE) {
                for (UUID item : way) {
                    if (drafts.item(framework, item)
                            .filter(one -> one.parent().equals(parent))
                            .isPresent()) {
                        offset = drafts.place(framework, item) / AT_ONCE * AT_ONCE;
                    }
                }
            }
            return level(parent, level, total, offset, true);
        }

        DrawnDraft level(UUID parent, int level, int total, int offset, boolean both) {
            List<TreeNode> nodes = new ArrayList<>();
            for (DraftItem item : children(parent, offset)) {
                nodes.add(node(item, level, false));
            }
            return new DrawnDraft(
                    nodes,
                    total,
                    new TreeNode.Window(
                            offset,
                            both && offset > 0 ? stretch(parent, level, Math.max(0, offset - AT_ONCE)) : null,
                            offset + AT_ONCE < total ? stretch(parent, level, offset + AT_ONCE) : null));
        }

        /** The children of one; those of all that is open come in one question. */
        private List<DraftItem> children(UUID parent, int offset) {
            if (offset > 0 || !open.contains(parent)) {
                return drafts.children(framework, parent, offset, AT_ONCE);
            }
            if (first == null) {
                first = drafts.children(framework, open, AT_ONCE);
            }
            return first.getOrDefault(parent, List.of());
        }

        DrawnDraft picked(UUID parent, int level, DraftSearch.Found found, Map<UUID, DraftItem> items) {
            List<TreeNode> nodes = new ArrayList<>();
            for (UUID identifier : found.below().getOrDefault(parent, List.of())) {
                DraftItem item = items.get(identifier);
                if (item != null) {
                    boolean hit = found.hits().contains(identifier);
                    nodes.add(
                            found.below().containsKey(identifier)
                                    ? node(item, level, picked(identifier, level + 1, found, items), true, hit)
                                    : node(item, level, hit));
                }
            }
            return new DrawnDraft(nodes, nodes.size(), TreeNode.Window.PICKED);
        }

        private TreeNode node(DraftItem item, int level, boolean found) {
            boolean expanded = item.children() > 0 && (allOpen || open.contains(item.identifier()));
            DrawnDraft below = new DrawnDraft(List.of(), 0, TreeNode.Window.WHOLE);
            if (expanded) {
                below = level(item.identifier(), level + 1, item.children());
            }
            return node(item, level, below, expanded, found);
        }

        private TreeNode node(DraftItem item, int level, DrawnDraft below, boolean expanded, boolean found) {
            String base = "/frameworks/" + framework;
            return new TreeNode(
                    "i-" + item.identifier(),
                    item.text().code(),
                    item.text().statement(),
                    item.text().language(),
                    item.text().type(),
                    base + "/edit/items/" + item.identifier(),
                    item.children(),
                    below.nodes(),
                    below.window(),
                    expanded,
                    item.identifier().equals(at),
                    expanded || item.children() == 0
                            ? null
                            : base + "/edit/children/" + item.identifier() + "?level=" + (level + 1),
                    base + "/edit?at=" + item.identifier() + "&open=" + item.identifier(),
                    states(item),
                    found);
        }

        private List<StateView> states(DraftItem item) {
            List<StateView> states = new ArrayList<>();
            if (item.text().atHire()) {
                states.add(StateView.neutral("At hire"));
            }
            if (!item.standing()) {
                states.add(StateView.active("New"));
            } else if (item.textRevision() > base) {
                states.add(StateView.active("Changed"));
            } else if (item.placeRevision() > base) {
                states.add(StateView.active("Moved"));
            }
            return states;
        }

        private String stretch(UUID parent, int level, int offset) {
            return "/frameworks/" + framework + "/edit/children/" + parent + "?level=" + level + "&offset=" + offset;
        }
    }
}
