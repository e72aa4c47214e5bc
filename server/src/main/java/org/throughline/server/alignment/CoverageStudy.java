package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/**
 * A crosswalk's coverage with both trees: what is met, what is met many times over, and what meets nothing.
 *
 * @param requirements the framework that asks
 * @param outcomes the framework that answers
 * @param reworded how many accepted alignments rest on words that have changed since
 */
public record CoverageStudy(Coverage coverage, ItemTree requirements, ItemTree outcomes, int reworded) {
    /** A requirement with so many accepted alignments counts as met many times over. */
    public static final int MANY = 3;

    /** What has no level of its own counts under this name. */
    public static final String WITHOUT_LEVEL = "No level stated";

    /** How many requirements of a level are covered. */
    public record Level(String level, int requirements, int covered, double strength) {}

    /**
     * A group of outcomes of which some meet nothing.
     *
     * @param outcomes how many leaves stand below it
     * @param idle those of them that meet nothing asked, in tree order
     */
    public record IdleGroup(FrameworkItem group, int outcomes, List<FrameworkItem> idle) {
        public IdleGroup {
            idle = List.copyOf(idle);
        }
    }

    /** How many requirements are met by none, by one, by two… and by {@value #MANY} or more outcomes: {@code MANY + 1} counts. */
    public List<Integer> times() {
        int[] counts = new int[MANY + 1];
        coverage.requirements().forEach(row -> counts[Math.min(row.accepted().size(), MANY)]++);
        List<Integer> times = new ArrayList<>();
        for (int count : counts) {
            times.add(count);
        }
        return times;
    }

    /** The requirements that are met {@value #MANY} times or more, the most often met first. */
    public List<Coverage.Row> manyTimes() {
        return coverage.requirements().stream()
                .filter(row -> row.accepted().size() >= MANY)
                .sorted(Comparator.comparingInt(
                                (Coverage.Row row) -> row.accepted().size())
                        .reversed())
                .toList();
    }

    /** How many requirements have this as their strongest relation; gaps are left out. */
    public Map<Relation, Integer> strongest() {
        Map<Relation, Integer> counts = new TreeMap<>();
        for (Coverage.Row row : coverage.requirements()) {
            if (!row.isGap()) {
                Relation.ofWord(row.accepted().getFirst().associationType())
                        .ifPresent(relation -> counts.merge(relation, 1, Integer::sum));
            }
        }
        return counts;
    }

    /** Coverage by the requirements' own levels, in the order in which the framework speaks of them; empty when it speaks of none. */
    public List<Level> levels() {
        Map<String, List<Coverage.Row>> byLevel = new LinkedHashMap<>();
        coverage.requirements()
                .forEach(row -> byLevel.computeIfAbsent(level(row.requirement()), _ -> new ArrayList<>())
                        .add(row));
        if (byLevel.keySet().equals(Set.of(WITHOUT_LEVEL))) {
            return List.of();
        }
        List<Level> levels = new ArrayList<>();
        byLevel.forEach((level, rows) -> levels.add(new Level(
                level,
                rows.size(),
                (int) rows.stream().filter(row -> !row.isGap()).count(),
                rows.stream().mapToDouble(Coverage.Row::strength).average().orElse(0))));
        return levels;
    }

    static String level(FrameworkItem item) {
        String level = item.level();
        return level == null || level.isBlank() ? WITHOUT_LEVEL : level;
    }

    /** The leaves of the outcomes that no accepted alignment names, neither them nor a group above them; in tree order. */
    public List<FrameworkItem> idle() {
        Set<ItemUri> busy = new HashSet<>();
        coverage.requirements().forEach(row -> row.accepted().forEach(step -> busy.add(step.to())));
        Set<ItemUri> answering = outcomes.downwards(busy);
        return outcomes.leaves().stream()
                .filter(leaf -> !answering.contains(leaf.uri()))
                .toList();
    }

    /** The groups on the level where a reader of the outcomes begins, each with its leaves that meet nothing; groups without any are left out. */
    public List<IdleGroup> idleGroups() {
        Set<ItemUri> idle = new HashSet<>();
        idle().forEach(leaf -> idle.add(leaf.uri()));
        return outcomes.below(outcomes.beginning()).stream()
                .map(group -> idleGroup(group, idle))
                .filter(group -> !group.idle().isEmpty())
                .toList();
    }

    private IdleGroup idleGroup(FrameworkItem group, Set<ItemUri> idle) {
        List<FrameworkItem> leaves = outcomes.downwards(List.of(group.uri())).stream()
                .flatMap(uri -> outcomes.item(uri).stream())
                .filter(FrameworkItem::leaf)
                .toList();
        return new IdleGroup(
                group,
                leaves.size(),
                leaves.stream().filter(leaf -> idle.contains(leaf.uri())).toList());
    }
}
