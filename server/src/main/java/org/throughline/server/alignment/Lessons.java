package org.throughline.server.alignment;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.Decision;

/**
 * What may teach the suggestions of a crosswalk.
 *
 * @param forward decided pairs, from requirements to outcomes
 * @param backward the same from outcomes to requirements
 * @param relations which types people chose where the engine proposed one
 */
record Lessons(
        List<Decision> forward,
        List<Decision> backward,
        Map<Relation, Map<Relation, Integer>> relations,
        int own,
        int partnership,
        int elsewhere) {
    /** With fewer accepted pairs of a proposed type nothing is learned about it. */
    private static final int FEWEST = 8;
    /** The share of them that has to agree. */
    private static final double AGREED = 2.0 / 3;

    /** Nothing was decided. */
    static final Lessons NONE = new Lessons(List.of(), List.of(), Map.of(), 0, 0, 0);

    Lessons {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }

    /** What people call the pairs of which the engine says this, where most call them something else. */
    record Correction(Relation relation, int times, int of) {}

    Optional<Correction> correction(Relation proposed) {
        Map<Relation, Integer> chosen = relations.getOrDefault(proposed, Map.of());
        int all = chosen.values().stream().mapToInt(Integer::intValue).sum();
        return chosen.entrySet().stream()
                .max(Map.Entry.<Relation, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .filter(most -> most.getKey() != proposed && all >= FEWEST && most.getValue() >= AGREED * all)
                .map(most -> new Correction(most.getKey(), most.getValue(), all));
    }

    int corrections() {
        return (int) relations.keySet().stream()
                .filter(relation -> correction(relation).isPresent())
                .count();
    }

    /** Adds one choice to a count of choices. */
    static void count(Map<Relation, Map<Relation, Integer>> relations, @Nullable Relation proposed, Relation chosen) {
        if (proposed != null) {
            relations
                    .computeIfAbsent(proposed, _ -> new EnumMap<>(Relation.class))
                    .merge(chosen, 1, Integer::sum);
        }
    }
}
