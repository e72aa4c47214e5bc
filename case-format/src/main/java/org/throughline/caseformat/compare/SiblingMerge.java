package org.throughline.caseformat.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Merges the order that the children of one parent have, where each side may have changed it. */
final class SiblingMerge {

    private final Decisions decisions;
    private final Function<String, String> label;

    /** @param label what people call the node of an identifier */
    SiblingMerge(Decisions decisions, Function<String, String> label) {
        this.decisions = decisions;
        this.label = label;
    }

    /** The numbers of one parent's children, put in order where both sides gave them some. */
    Map<String, Integer> numbers(
            String parent,
            Map<String, @Nullable Integer> before,
            Map<String, @Nullable Integer> ours,
            Map<String, @Nullable Integer> others,
            List<String> children) {
        boolean hereChanged = !before.equals(ours);
        boolean thereChanged = !before.equals(others);
        Map<String, Integer> numbers = new HashMap<>();
        children.forEach(child -> {
            @Nullable Integer number = number(child, parent, before, ours, others);
            if (number != null) {
                numbers.put(child, number);
            }
        });
        if (!hereChanged || !thereChanged || ours.equals(others) || numbers.size() < children.size()) {
            return numbers;
        }
        Set<String> now = new HashSet<>(children);
        List<String> orderBefore = sorted(before, now);
        List<String> orderHere = sorted(ours, now);
        List<String> orderThere = sorted(others, now);
        Set<String> common = new HashSet<>(orderHere);
        common.retainAll(orderThere);
        List<String> backbone = backbone(parent, orderBefore, orderHere, orderThere, common);
        List<String> order = woven(backbone, orderHere, orderThere, children);
        boolean rising = children.stream()
                .allMatch(child -> !ours.containsKey(child)
                        || !others.containsKey(child)
                        || Objects.equals(ours.get(child), others.get(child))
                        || Objects.equals(before.get(child), ours.get(child))
                        || Objects.equals(before.get(child), others.get(child)));
        for (int i = 1; i < order.size(); i++) {
            rising &= numbers.getOrDefault(order.get(i - 1), 0) < numbers.getOrDefault(order.get(i), 0);
        }
        if (!rising) {
            for (int i = 0; i < order.size(); i++) {
                numbers.put(order.get(i), i + 1);
            }
        }
        return numbers;
    }

    private @Nullable Integer number(
            String child,
            String parent,
            Map<String, @Nullable Integer> before,
            Map<String, @Nullable Integer> ours,
            Map<String, @Nullable Integer> others) {
        if (!ours.containsKey(child)) {
            return others.get(child);
        }
        if (!others.containsKey(child)) {
            return ours.get(child);
        }
        return before.containsKey(child) && Objects.equals(before.get(child), ours.get(child))
                ? others.get(child)
                : ours.get(child);
    }

    private List<String> sorted(Map<String, @Nullable Integer> numbers, Set<String> now) {
        return numbers.keySet().stream()
                .filter(now::contains)
                .sorted((left, right) -> {
                    int order = Integer.compare(orLast(numbers.get(left)), orLast(numbers.get(right)));
                    return order != 0 ? order : left.compareTo(right);
                })
                .toList();
    }

    private static int orLast(@Nullable Integer number) {
        return number == null ? Integer.MAX_VALUE : number;
    }

    private List<String> backbone(
            String parent, List<String> before, List<String> ours, List<String> others, Set<String> common) {
        List<String> commonHere = ours.stream().filter(common::contains).toList();
        List<String> commonThere = others.stream().filter(common::contains).toList();
        if (commonHere.equals(commonThere)) {
            return commonHere;
        }
        Set<String> all = new HashSet<>(before);
        List<String> knownBefore = before.stream().filter(common::contains).toList();
        boolean hereMoved = !commonHere.stream().filter(all::contains).toList().equals(knownBefore);
        boolean thereMoved =
                !commonThere.stream().filter(all::contains).toList().equals(knownBefore);
        if (!hereMoved && !thereMoved) {
            // both brought the same child, to different places: no side's place is better, so both merges take the
            // same
            return String.join("\n", commonHere).compareTo(String.join("\n", commonThere)) < 0
                    ? commonHere
                    : commonThere;
        }
        if (!hereMoved) {
            return commonThere;
        }
        if (!thereMoved) {
            return commonHere;
        }
        Choice choice = decisions.conflict(
                parent + " order",
                Conflict.Kind.REORDERED_BOTH_WAYS,
                parent,
                label.apply(parent),
                "sequenceNumber",
                names(knownBefore),
                names(commonHere),
                names(commonThere),
                "Both put the children of \"" + label.apply(parent) + "\" into another order: here it is "
                        + Decisions.quoted(names(commonHere)) + ", in the source "
                        + Decisions.quoted(names(commonThere)) + ".",
                false);
        return choice == Choice.THEIRS ? commonThere : commonHere;
    }

    private @Nullable String names(List<String> nodes) {
        return nodes.isEmpty() ? null : nodes.stream().map(label).collect(Collectors.joining("; "));
    }

    /** The backbone with what only one side has after the sibling that it follows there. */
    private static List<String> woven(
            List<String> backbone, List<String> ours, List<String> others, List<String> children) {
        Set<String> bones = new HashSet<>(backbone);
        Map<String, List<List<String>>> runs = new HashMap<>();
        for (List<String> side : List.of(ours, others)) {
            List<String> run = new ArrayList<>();
            runs.computeIfAbsent("", any -> new ArrayList<>()).add(run);
            for (String child : side) {
                if (bones.contains(child)) {
                    run = new ArrayList<>();
                    runs.computeIfAbsent(child, any -> new ArrayList<>()).add(run);
                } else {
                    run.add(child);
                }
            }
        }
        runs.values().forEach(list -> {
            list.removeIf(List::isEmpty);
            list.sort((left, right) -> left.getFirst().compareTo(right.getFirst()));
        });
        Set<String> order = new LinkedHashSet<>();
        runs.getOrDefault("", List.of()).forEach(order::addAll);
        for (String bone : backbone) {
            order.add(bone);
            runs.getOrDefault(bone, List.of()).forEach(order::addAll);
        }
        order.addAll(children);
        return List.copyOf(order);
    }
}
