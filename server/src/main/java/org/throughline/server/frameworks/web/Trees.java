package org.throughline.server.frameworks.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.face.TreeNode;
import org.throughline.server.frameworks.Branch;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.Page;

/** Draws a framework's tree: small ones whole, large ones level by level as they are opened. */
@Component
class Trees {
    /** Up to this many items the whole tree stands in the page. */
    private static final int SMALL = 250;

    /** Up to this many items the whole tree is also open at first sight. */
    private static final int OPEN = 40;

    /** The most siblings that come at once. */
    private static final int AT_ONCE = 200;

    private final Frameworks frameworks;

    Trees(Frameworks frameworks) {
        this.frameworks = frameworks;
    }

    /**
     * The tree as the page shows it first.
     *
     * @param chosen the item that is looked at, or null; the way to it is open
     */
    DrawnTree of(Framework framework, @Nullable FrameworkItem chosen) {
        List<UUID> open = new ArrayList<>();
        if (chosen != null) {
            frameworks.path(chosen).forEach(above -> open.add(above.identifier()));
            open.add(chosen.identifier());
        }
        Map<UUID, Page<Branch>> known = new HashMap<>();
        if (framework.items() <= SMALL) {
            frameworks
                    .tree(framework.id())
                    .forEach((parent, rows) ->
                            known.put(parent, new Page<>(rows, 0, Math.max(1, rows.size()), rows.size())));
        } else {
            @Nullable UUID parent = null;
            for (UUID next : open) {
                known.put(orTop(framework, parent), around(framework, parent, next));
                parent = next;
            }
            known.put(orTop(framework, parent), frameworks.children(framework.id(), parent, 0, AT_ONCE));
        }
        return new Drawing(framework, chosen, Set.copyOf(open), framework.items() <= OPEN, known)
                .drawn(framework.id().value(), 1);
    }

    /** Which neighbours of a stretch are not in the page yet: a stretch that was asked for by one leads on, never back. */
    enum Toward {
        BOTH,
        BEFORE,
        AFTER
    }

    /** A stretch of one level, for a node that is opened or shows more. */
    DrawnTree level(Framework framework, UUID parent, int level, int offset, Toward toward) {
        Page<Branch> rows = frameworks.children(framework.id(), parent, offset, AT_ONCE);
        DrawnTree drawn = new Drawing(framework, null, Set.of(), false, Map.of(parent, rows)).drawn(parent, level);
        TreeNode.Window window = drawn.window();
        return new DrawnTree(
                drawn.nodes(),
                drawn.total(),
                new TreeNode.Window(
                        window.offset(),
                        toward == Toward.AFTER ? null : window.earlierHref(),
                        toward == Toward.BEFORE ? null : window.moreHref()));
    }

    private static UUID orTop(Framework framework, @Nullable UUID parent) {
        return parent == null ? framework.id().value() : parent;
    }

    /** The stretch of a level in which an item stands. */
    private Page<Branch> around(Framework framework, @Nullable UUID parent, UUID child) {
        int place = frameworks.place(framework.id(), parent, child);
        return frameworks.children(framework.id(), parent, place / AT_ONCE * AT_ONCE, AT_ONCE);
    }

    /**
     * One drawing of a tree from the levels that are known.
     *
     * @param open the items whose children are shown
     * @param allOpen whether every known level is shown open
     * @param known children by parent; what is not known comes when it is opened
     */
    private record Drawing(
            Framework framework,
            @Nullable FrameworkItem chosen,
            Set<UUID> open,
            boolean allOpen,
            Map<UUID, Page<Branch>> known) {

        private static final Page<Branch> NOTHING = new Page<>(List.of(), 0, 1, 0);

        DrawnTree drawn(UUID top, int level) {
            Page<Branch> rows = rows(top);
            return new DrawnTree(children(top, level), (int) rows.total(), window(top, level, rows));
        }

        private Page<Branch> rows(UUID parent) {
            return known.getOrDefault(parent, NOTHING);
        }

        private TreeNode.Window window(UUID parent, int level, Page<Branch> rows) {
            @Nullable
            String before = rows.offset() == 0
                    ? null
                    : stretch(parent, level, Math.max(0, rows.offset() - AT_ONCE), Toward.BEFORE);
            @Nullable
            String more = rows.hasNext() ? stretch(parent, level, rows.offset() + rows.limit(), Toward.AFTER) : null;
            return new TreeNode.Window(rows.offset(), before, more);
        }

        private String stretch(UUID parent, int level, int offset, Toward toward) {
            return "/frameworks/%s/children/%s?level=%d&offset=%d&toward=%s"
                    .formatted(framework.id(), parent, level, offset, toward);
        }

        /** Draws what stands under an item; from the bottom up, without recursion, because a tree may be deep. */
        private List<TreeNode> children(UUID top, int topLevel) {
            record Step(UUID parent, int level, int next, List<TreeNode> drawn) {}
            Deque<Step> way = new ArrayDeque<>();
            way.push(new Step(top, topLevel, 0, new ArrayList<>()));
            while (true) {
                Step step = way.pop();
                List<Branch> rows = rows(step.parent()).items();
                if (step.next() == rows.size()) {
                    if (way.isEmpty()) {
                        return step.drawn();
                    }
                    Step above = way.pop();
                    Branch branch = rows(above.parent()).items().get(above.next());
                    above.drawn().add(node(above.parent(), branch, above.level(), step.drawn()));
                    way.push(new Step(above.parent(), above.level(), above.next() + 1, above.drawn()));
                    continue;
                }
                Branch branch = rows.get(step.next());
                UUID id = branch.item().identifier();
                if (branch.children() > 0 && known.containsKey(id)) {
                    way.push(step);
                    way.push(new Step(id, step.level() + 1, 0, new ArrayList<>()));
                } else {
                    step.drawn().add(node(step.parent(), branch, step.level(), List.of()));
                    way.push(new Step(step.parent(), step.level(), step.next() + 1, step.drawn()));
                }
            }
        }

        private TreeNode node(UUID parent, Branch branch, int level, List<TreeNode> below) {
            FrameworkItem item = branch.item();
            UUID id = item.identifier();
            String address = "/frameworks/" + framework.id();
            String href = address + "?item=" + id;
            String anchor = "n-" + parent.toString().substring(0, 8) + "-" + id;
            TreeNode node;
            if (branch.children() > 0 && below.isEmpty()) {
                String children = address + "/children/" + id + "?level=" + (level + 1);
                node = TreeNode.lazy(
                        anchor, item.code(), item.statement(), item.type(), href, branch.children(), children, href);
            } else if (branch.children() > 0) {
                boolean shown = allOpen || open.contains(id);
                node = TreeNode.branch(anchor, item.code(), item.statement(), item.type(), href, shown, below)
                        .showing(branch.children(), window(id, level + 1, rows(id)));
            } else {
                node = TreeNode.leaf(anchor, item.code(), item.statement(), item.type(), href);
            }
            TreeNode told = node.in(item.language());
            return chosen != null && chosen.identifier().equals(id) ? told.asCurrent() : told;
        }
    }
}
