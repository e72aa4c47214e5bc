package org.throughline.server.alignment.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.server.alignment.web.BothTreesPage.Drawn;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TreeNode;
import org.throughline.server.frameworks.Branch;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.Page;

/**
 * One side of a crosswalk as a tree: small frameworks whole and open, large ones level by level as they are opened, with the way to what is looked
 * at open already.
 */
final class SideTree {
    /** Up to this many items the whole tree stands in the page. */
    private static final int SMALL = 60;

    /** The most siblings that come at once. */
    private static final int AT_ONCE = 100;

    private final Frameworks frameworks;
    private final Framework framework;
    private final Look look;

    SideTree(Frameworks frameworks, Framework framework, Look look) {
        this.frameworks = frameworks;
        this.framework = framework;
        this.look = look;
    }

    /** What stands at the nodes, and where they lead. */
    interface Look {
        /** The page with this item chosen. */
        String href(FrameworkItem item);

        /** Where a stretch of the items below one comes from. */
        String children(UUID parent, int level, int offset, Toward toward);

        List<StateView> states(FrameworkItem item);
    }

    /** Which neighbours of a stretch are not in the page yet: a stretch that was asked for by one leads on, never back. */
    enum Toward {
        BOTH,
        BEFORE,
        AFTER
    }

    /** The tree as the page shows it first. @param chosen what is looked at; null for nothing */
    Drawn of(@Nullable FrameworkItem chosen) {
        if (framework.items() <= SMALL) {
            Map<UUID, List<Branch>> tree = frameworks.tree(framework.id());
            List<TreeNode> nodes = whole(tree, framework.id().value(), chosen);
            return new Drawn(nodes, nodes.size(), TreeNode.Window.WHOLE);
        }
        return chosen == null ? level(null, 1, List.of()) : level(null, 1, way(chosen));
    }

    private List<FrameworkItem> way(FrameworkItem chosen) {
        List<FrameworkItem> above = frameworks.path(chosen);
        return Stream.concat(above.stream(), Stream.of(chosen)).toList();
    }

    /** A stretch of one level, for a node that is opened or shows more. */
    Drawn stretch(UUID parent, int level, int offset, Toward toward) {
        return drawn(parent, level, frameworks.children(framework.id(), parent, offset, AT_ONCE), List.of(), toward);
    }

    private Drawn level(@Nullable UUID parent, int level, List<FrameworkItem> way) {
        int place = way.isEmpty()
                ? 0
                : frameworks.place(framework.id(), parent, way.getFirst().identifier());
        return drawn(
                parent == null ? framework.id().value() : parent,
                level,
                frameworks.children(framework.id(), parent, place / AT_ONCE * AT_ONCE, AT_ONCE),
                way,
                Toward.BOTH);
    }

    private Drawn drawn(UUID parent, int level, Page<Branch> rows, List<FrameworkItem> way, Toward toward) {
        List<TreeNode> nodes = rows.items().stream()
                .map(branch -> node(parent, branch, level, way))
                .toList();
        @Nullable
        String before = rows.offset() == 0 || toward == Toward.AFTER
                ? null
                : look.children(parent, level, Math.max(0, rows.offset() - AT_ONCE), Toward.BEFORE);
        @Nullable
        String more = !rows.hasNext() || toward == Toward.BEFORE
                ? null
                : look.children(parent, level, rows.offset() + rows.limit(), Toward.AFTER);
        return new Drawn(nodes, (int) rows.total(), new TreeNode.Window(rows.offset(), before, more));
    }

    private TreeNode node(UUID parent, Branch branch, int level, List<FrameworkItem> way) {
        FrameworkItem item = branch.item();
        boolean onTheWay = !way.isEmpty() && way.getFirst().identifier().equals(item.identifier());
        TreeNode node;
        if (branch.children() == 0) {
            node = TreeNode.leaf(anchor(parent, item), item.code(), item.statement(), item.type(), look.href(item));
        } else if (onTheWay) {
            Drawn below = level(item.identifier(), level + 1, way.subList(1, way.size()));
            node = TreeNode.branch(
                            anchor(parent, item),
                            item.code(),
                            item.statement(),
                            item.type(),
                            look.href(item),
                            true,
                            below.nodes())
                    .showing(branch.children(), below.window());
        } else {
            node = TreeNode.lazy(
                    anchor(parent, item),
                    item.code(),
                    item.statement(),
                    item.type(),
                    look.href(item),
                    branch.children(),
                    look.children(item.identifier(), level + 1, 0, Toward.BOTH),
                    look.href(item));
        }
        return told(node, item, onTheWay && way.size() == 1);
    }

    private List<TreeNode> whole(Map<UUID, List<Branch>> tree, UUID parent, @Nullable FrameworkItem chosen) {
        return tree.getOrDefault(parent, List.of()).stream()
                .map(branch -> {
                    FrameworkItem item = branch.item();
                    String anchor = anchor(parent, item);
                    TreeNode node = branch.children() == 0
                            ? TreeNode.leaf(anchor, item.code(), item.statement(), item.type(), look.href(item))
                            : TreeNode.branch(
                                    anchor,
                                    item.code(),
                                    item.statement(),
                                    item.type(),
                                    look.href(item),
                                    true,
                                    whole(tree, item.identifier(), chosen));
                    return told(
                            node, item, chosen != null && chosen.identifier().equals(item.identifier()));
                })
                .toList();
    }

    private TreeNode told(TreeNode node, FrameworkItem item, boolean chosen) {
        TreeNode told = node.in(item.language()).withStates(look.states(item).toArray(StateView[]::new));
        return chosen ? told.asCurrent() : told;
    }

    /** An item may stand below several. */
    private static String anchor(UUID parent, FrameworkItem item) {
        return "n-" + parent.toString().substring(0, 8) + "-" + item.identifier();
    }
}
