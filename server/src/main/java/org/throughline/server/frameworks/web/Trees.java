package org.throughline.server.frameworks.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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

/** Draws a framework's tree: small ones whole, large ones level by level as they are opened. */
@Component
class Trees {
    /** Up to this many items the whole tree stands in the page. */
    private static final int SMALL = 250;

    /** Up to this many items the whole tree is also open at first sight. */
    private static final int OPEN = 40;

    private final Frameworks frameworks;

    Trees(Frameworks frameworks) {
        this.frameworks = frameworks;
    }

    /**
     * The tree as the page shows it first.
     *
     * @param chosen the item that is looked at, or null; the way to it is open
     */
    List<TreeNode> of(Framework framework, @Nullable FrameworkItem chosen) {
        Set<UUID> open = new HashSet<>();
        if (chosen != null) {
            open.add(chosen.identifier());
            frameworks.path(chosen).forEach(above -> open.add(above.identifier()));
        }
        if (framework.items() <= SMALL) {
            Map<UUID, List<Branch>> tree = frameworks.tree(framework.id());
            return new Drawing(framework, chosen, open, framework.items() <= OPEN, tree).tops();
        }
        Map<UUID, List<Branch>> opened = new HashMap<>();
        opened.put(framework.id().value(), frameworks.children(framework.id(), null));
        open.forEach(item -> opened.put(item, frameworks.children(framework.id(), item)));
        return new Drawing(framework, chosen, open, false, opened).tops();
    }

    /** One level, for a node that is opened. */
    List<TreeNode> level(Framework framework, UUID parent, int level) {
        Map<UUID, List<Branch>> one = Map.of(parent, frameworks.children(framework.id(), parent));
        return new Drawing(framework, null, Set.of(), false, one).children(parent, level);
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
            Map<UUID, List<Branch>> known) {
        List<TreeNode> tops() {
            return children(framework.id().value(), 1);
        }

        /** Draws what stands under an item; from the bottom up, without recursion, because a tree may be deep. */
        List<TreeNode> children(UUID top, int topLevel) {
            record Step(UUID parent, int level, int next, List<TreeNode> drawn) {}
            Deque<Step> way = new ArrayDeque<>();
            way.push(new Step(top, topLevel, 0, new ArrayList<>()));
            while (true) {
                Step step = way.pop();
                List<Branch> rows = known.getOrDefault(step.parent(), List.of());
                if (step.next() == rows.size()) {
                    if (way.isEmpty()) {
                        return step.drawn();
                    }
                    Step above = way.pop();
                    Branch branch =
                            known.getOrDefault(above.parent(), List.of()).get(above.next());
                    above.drawn().add(node(above.parent(), branch, above.level(), step.drawn()));
                    way.push(new Step(above.parent(), above.level(), above.next() + 1, above.drawn()));
                    continue;
                }
                Branch branch = rows.get(step.next());
                way.push(step);
                UUID id = branch.item().identifier();
                if (branch.children() > 0 && known.containsKey(id)) {
                    way.push(new Step(id, step.level() + 1, 0, new ArrayList<>()));
                } else {
                    way.pop();
                    step.drawn().add(node(step.parent(), branch, step.level(), List.of()));
                    way.push(new Step(step.parent(), step.level(), step.next() + 1, step.drawn()));
                }
            }
        }

        private TreeNode node(UUID parent, Branch branch, int level, List<TreeNode> below) {
            FrameworkItem item = branch.item();
            String address = "/frameworks/" + framework.id();
            String href = address + "?item=" + item.identifier();
            String anchor = "n-" + parent.toString().substring(0, 8) + "-" + item.identifier();
            boolean lazy = branch.children() > 0 && below.isEmpty();
            TreeNode node;
            if (lazy) {
                String children = address + "/children/" + item.identifier() + "?level=" + (level + 1);
                node = TreeNode.lazy(
                        anchor, item.code(), item.statement(), item.type(), href, branch.children(), children, href);
            } else if (branch.children() > 0) {
                boolean shown = allOpen || open.contains(item.identifier());
                node = TreeNode.branch(anchor, item.code(), item.statement(), item.type(), href, shown, below);
            } else {
                node = TreeNode.leaf(anchor, item.code(), item.statement(), item.type(), href);
            }
            return chosen != null && chosen.identifier().equals(item.identifier()) ? node.asCurrent() : node;
        }
    }
}
