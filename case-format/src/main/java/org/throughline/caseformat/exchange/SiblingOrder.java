package org.throughline.caseformat.exchange;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of siblings that a table means: that of its rows; or that of {@code 1.2.3}, where somebody has written new numbers or the
 * rows as a whole stand in another order than the tree (such as sorted by code).
 */
final class SiblingOrder {

    private final List<ItemRow> rows;
    private final RowTree tree;
    private final Map<Integer, String> before;
    private final boolean inTreeOrder;

    /** @param before what {@code smartLevel} was, by row, when a whole workbook was written; empty for any other table */
    SiblingOrder(List<ItemRow> rows, RowTree tree, Map<Integer, String> before) {
        this.rows = rows;
        this.tree = tree;
        this.before = before;
        this.inTreeOrder = inTreeOrder();
    }

    /** Whether every row stands below its parent, with nothing in between but what stands under the same parent. */
    private boolean inTreeOrder() {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (tree.smartLevel(i) == null) {
                continue;
            }
            int parent = rows.get(i).parent;
            while (!open.isEmpty() && open.getLast() != parent) {
                open.removeLast();
            }
            if (open.isEmpty() && parent != ItemRow.DOCUMENT) {
                return false;
            }
            open.add(i);
        }
        return true;
    }

    /** The rows under each parent, in order. */
    Map<Integer, List<Integer>> children() {
        Map<Integer, List<Integer>> children = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).copyOf < 0) {
                children.computeIfAbsent(rows.get(i).parent, any -> new ArrayList<>())
                        .add(i);
            }
        }
        children.values().forEach(this::sort);
        return children;
    }

    private void sort(List<Integer> siblings) {
        boolean renumbered = siblings.stream()
                .anyMatch(i -> tree.smartLevel(i) != null
                        && !String.valueOf(tree.smartLevel(i)).equals(before.get(i)));
        if (siblings.stream().allMatch(i -> tree.smartLevel(i) == null) || !renumbered && inTreeOrder) {
            return;
        }
        List<Integer> sorted = new ArrayList<>(siblings.stream()
                .filter(i -> tree.smartLevel(i) != null)
                .sorted((left, right) -> compare(tree.smartLevel(left), tree.smartLevel(right)))
                .toList());
        Set<Integer> placeless = new LinkedHashSet<>(siblings);
        sorted.forEach(placeless::remove);
        siblings.clear();
        follow(-1, placeless, siblings);
        for (int i : sorted) {
            siblings.add(i);
            follow(i, placeless, siblings);
        }
        siblings.addAll(placeless);
    }

    /** Rows without a place follow the row above. */
    private static void follow(int row, Set<Integer> placeless, List<Integer> into) {
        for (int next = row + 1; placeless.remove(next); next++) {
            into.add(next);
        }
    }

    /** Part by part, numbers by their value. */
    private static int compare(@Nullable String left, @Nullable String right) {
        String[] ls = String.valueOf(left).split("\\.");
        String[] rs = String.valueOf(right).split("\\.");
        for (int i = 0; i < Math.min(ls.length, rs.length); i++) {
            boolean numbers = ls[i].matches("[0-9]+") && rs[i].matches("[0-9]+");
            int order = numbers ? new BigInteger(ls[i]).compareTo(new BigInteger(rs[i])) : ls[i].compareTo(rs[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ls.length, rs.length);
    }
}
