package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** Which items are accepted in place of a requirement: the one source for matching people. */
@Component
public final class Equivalence {
    /** An item that stands for less than this much of a requirement does not stand for it. */
    static final double WEAKEST = 0.3;

    private static final int MOST_ITEMS = 16;

    /** Products of strengths such as .6 times .5 must not fall below the border by the error of binary fractions. */
    private static final double ROUNDING = 1e-9;

    private final Pairs pairs;
    private final Steps steps;

    Equivalence(Pairs pairs, Steps steps) {
        this.pairs = pairs;
        this.steps = steps;
    }

    /**
     * For every requirement: itself first, then what accepted alignments lead to, strongest first, at most two steps and sixteen items. An
     * alignment may be walked either way, with the strength of that way (see {@link Relation}); strengths multiply along the path; of
     * several paths to one item the strongest counts, at equal strength the shorter; what is weaker than .3 is left out.
     */
    public Map<ItemUri, List<Equivalent>> of(Collection<ItemUri> requirements) {
        return of(requirements, this::stepsFrom);
    }

    /** The same over steps from anywhere; it is asked twice at most, whatever the steps are. */
    static Map<ItemUri, List<Equivalent>> of(
            Collection<ItemUri> requirements, Function<Set<ItemUri>, Map<ItemUri, List<AlignmentStep>>> stepsFrom) {
        Set<ItemUri> asked = new LinkedHashSet<>(requirements);
        Map<ItemUri, List<AlignmentStep>> first = stepsFrom.apply(asked);
        Set<ItemUri> reached = new LinkedHashSet<>();
        first.values().forEach(list -> list.forEach(step -> reached.add(step.to())));
        Map<ItemUri, List<AlignmentStep>> second = stepsFrom.apply(reached);
        Map<ItemUri, List<Equivalent>> answers = new LinkedHashMap<>();
        for (ItemUri requirement : asked) {
            answers.put(requirement, equivalents(requirement, first, second));
        }
        return answers;
    }

    private static List<Equivalent> equivalents(
            ItemUri requirement, Map<ItemUri, List<AlignmentStep>> first, Map<ItemUri, List<AlignmentStep>> second) {
        Map<ItemUri, Equivalent> best = new HashMap<>();
        for (AlignmentStep one : first.getOrDefault(requirement, List.of())) {
            keep(best, new Equivalent(one.to(), one.strength(), List.of(one)));
            for (AlignmentStep two : second.getOrDefault(one.to(), List.of())) {
                keep(best, new Equivalent(two.to(), one.strength() * two.strength(), List.of(one, two)));
            }
        }
        best.remove(requirement);
        List<Equivalent> answer = new ArrayList<>();
        answer.add(new Equivalent(requirement, 1, List.of()));
        best.values().stream()
                .filter(e -> e.strength() + ROUNDING >= WEAKEST)
                .sorted(Comparator.comparingDouble(Equivalent::strength)
                        .reversed()
                        .thenComparingInt(e -> e.path().size())
                        .thenComparing(Equivalent::item))
                .limit(MOST_ITEMS - 1L)
                .forEach(answer::add);
        return answer;
    }

    private static void keep(Map<ItemUri, Equivalent> best, Equivalent found) {
        best.merge(found.item(), found, (known, other) -> {
            boolean stronger = other.strength() > known.strength() + ROUNDING;
            boolean shorter = other.strength() > known.strength() - ROUNDING
                    && other.path().size() < known.path().size();
            return stronger || shorter ? other : known;
        });
    }

    /** The steps that leave these items, in both directions of the alignments. */
    private Map<ItemUri, List<AlignmentStep>> stepsFrom(Set<ItemUri> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        List<Pairs.Pair> found = pairs.publishedAt(items);
        Map<PersonId, String> names =
                steps.names(found.stream().map(Pairs.Pair::decidedBy).toList());
        Map<ItemUri, List<AlignmentStep>> leaving = new HashMap<>();
        for (Pairs.Pair pair : found) {
            if (items.contains(pair.requirement())) {
                leaving.computeIfAbsent(pair.requirement(), _ -> new ArrayList<>())
                        .add(Steps.forward(pair, names));
            }
            if (items.contains(pair.outcome())) {
                leaving.computeIfAbsent(pair.outcome(), _ -> new ArrayList<>()).add(Steps.backward(pair, names));
            }
        }
        return leaving;
    }
}
