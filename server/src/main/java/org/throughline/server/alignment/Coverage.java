package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/**
 * Which requirements of a crosswalk are covered, in tree order.
 *
 * @param requirements the leaves of the requirements' framework
 * @param groups the items above them, in tree order, each with the coverage of all leaves below it
 * @param covered how many requirements have an accepted alignment
 */
public record Coverage(Crosswalk crosswalk, List<Row> requirements, List<Group> groups, int covered) {
    public Coverage {
        requirements = List.copyOf(requirements);
        groups = List.copyOf(groups);
    }

    /**
     * @param strength the strongest accepted alignment, in [0, 1]; 0 is a gap
     * @param accepted all accepted alignments of this requirement, strongest first
     */
    public record Row(FrameworkItem requirement, double strength, List<AlignmentStep> accepted) {
        public Row {
            accepted = List.copyOf(accepted);
        }

        public boolean isGap() {
            return accepted.isEmpty();
        }
    }

    /**
     * The roll-up of one group. A requirement that stands in several groups counts in each.
     *
     * @param requirements how many leaves stand below it, at any depth
     * @param covered how many of them have an accepted alignment
     * @param strength the mean of their strengths, gaps as 0, in [0, 1]
     */
    public record Group(FrameworkItem group, int requirements, int covered, double strength) {
        /** Leaves below it without an accepted alignment. */
        public int gaps() {
            return requirements - covered;
        }
    }

    /** The groups with most gaps, the widest first, at equal gaps the weaker; groups without a gap never. */
    public List<Group> widestGaps(int most) {
        return groups.stream()
                .filter(group -> group.gaps() > 0)
                .sorted(Comparator.comparingInt(Group::gaps).reversed().thenComparingDouble(Group::strength))
                .limit(most)
                .toList();
    }

    /** The mean strength over all requirements, gaps as 0, in [0, 1]; 0 when there are none. */
    public double strength() {
        return requirements.stream().mapToDouble(Row::strength).average().orElse(0);
    }

    /**
     * Computes the coverage.
     *
     * @param items all items of the requirements' framework, in tree order
     * @param accepted the crosswalk's accepted alignments, from requirement to outcome
     */
    static Coverage of(Crosswalk crosswalk, List<FrameworkItem> items, List<AlignmentStep> accepted) {
        Map<ItemUri, List<AlignmentStep>> byRequirement = new HashMap<>();
        accepted.forEach(step -> byRequirement
                .computeIfAbsent(step.from(), _ -> new ArrayList<>())
                .add(step));
        List<Row> rows = items.stream()
                .filter(FrameworkItem::leaf)
                .map(item -> row(item, byRequirement.getOrDefault(item.uri(), List.of())))
                .toList();
        int covered = (int) rows.stream().filter(row -> !row.isGap()).count();
        return new Coverage(crosswalk, rows, groups(items, rows), covered);
    }

    private static Row row(FrameworkItem requirement, List<AlignmentStep> accepted) {
        List<AlignmentStep> strongestFirst = accepted.stream()
                .sorted(Comparator.comparingDouble(AlignmentStep::strength)
                        .reversed()
                        .thenComparing(AlignmentStep::decidedAt)
                        .thenComparing(AlignmentStep::to))
                .toList();
        return new Row(
                requirement,
                strongestFirst.isEmpty() ? 0 : strongestFirst.getFirst().strength(),
                strongestFirst);
    }

    private static List<Group> groups(List<FrameworkItem> items, List<Row> rows) {
        Map<ItemUri, FrameworkItem> byUri = new LinkedHashMap<>();
        items.forEach(item -> byUri.put(item.uri(), item));
        Map<ItemUri, List<Row>> below = new HashMap<>();
        for (Row row : rows) {
            for (ItemUri above : ancestors(row.requirement(), byUri)) {
                below.computeIfAbsent(above, _ -> new ArrayList<>()).add(row);
            }
        }
        return items.stream()
                .filter(item -> below.containsKey(item.uri()))
                .map(item -> group(item, below.getOrDefault(item.uri(), List.of())))
                .toList();
    }

    private static Group group(FrameworkItem item, List<Row> below) {
        return new Group(
                item,
                below.size(),
                (int) below.stream().filter(row -> !row.isGap()).count(),
                below.stream().mapToDouble(Row::strength).average().orElse(0));
    }

    /** Everything above an item, along all parents. */
    private static Set<ItemUri> ancestors(FrameworkItem item, Map<ItemUri, FrameworkItem> byUri) {
        Set<ItemUri> seen = new LinkedHashSet<>();
        List<ItemUri> waiting = new ArrayList<>(item.parents());
        while (!waiting.isEmpty()) {
            ItemUri next = waiting.removeLast();
            FrameworkItem above = byUri.get(next);
            if (above != null && seen.add(next)) {
                waiting.addAll(above.parents());
            }
        }
        return seen;
    }
}
