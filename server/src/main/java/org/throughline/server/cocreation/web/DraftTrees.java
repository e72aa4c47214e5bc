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

    private static final int MOST_OPEN = 500;

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
                .level(framework.value(), 1);
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
        return drawing.level(parent, level, offset, false);
    }

    private final class Drawing {
        private final FrameworkId framework;
        private final Set<UUID> open;
        private final Set<UUID> way;
        private final boolean allOpen;
        private final @Nullable UUID at;
        private final long base;
        private int levels;

        Drawing(FrameworkId framework, Set<UUID> open, Set<UUID> way, boolean allOpen, @Nullable UUID at, long base) {
            this.framework = framework;
            this.open = open;
            this.way = way;
            this.allOpen = allOpen;
            this.at = at;
            this.base = base;
        }

        DrawnDraft level(UUID parent, int level) {
            int offset = 0;
            int total = drafts.count(framework, parent);
            if (total > AT_ONCE) {
                for (UUID item : way) {
                    if (drafts.item(framework, item)
                            .filter(one -> one.parent().equals(parent))
                            .isPresent()) {
                        offset = drafts.place(framework, item) / AT_ONCE * AT_ONCE;
                    }
                }
            }
            return level(parent, level, offset, true);
        }

        DrawnDraft level(UUID parent, int level, int offset, boolean both) {
            int total = drafts.count(framework, parent);
            List<TreeNode> nodes = new ArrayList<>();
            for (DraftItem item : drafts.children(framework, parent, offset, AT_ONCE)) {
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
            boolean expanded =
                    item.children() > 0 && (allOpen || open.contains(item.identifier())) && levels < MOST_OPEN;
            DrawnDraft below = new DrawnDraft(List.of(), 0, TreeNode.Window.WHOLE);
            if (expanded) {
                levels++;
                below = level(item.identifier(), level + 1);
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
