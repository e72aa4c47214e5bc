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

    /** At equal strength the shorter way, then the item's name. */
    private static final Comparator<Way> STRONGEST_FIRST = Comparator.comparingDouble(Way::strength)
            .reversed()
            .thenComparingInt(Way::steps)
            .thenComparing(Way::item);

    private final Pairs pairs;
    private final Steps steps;
    private final Links links;

    Equivalence(Pairs pairs, Steps steps, Links links) {
        this.pairs = pairs;
        this.steps = steps;
        this.links = links;
    }

    /** Where a walk leads, and how it stands to others that lead there. */
    private record Way(ItemUri item, double strength, int steps) {
        boolean isBetterThan(Way known) {
            boolean stronger = strength > known.strength + ROUNDING;
            boolean shorter = strength > known.strength - ROUNDING && steps < known.steps;
            return stronger || shorter;
        }
    }

    /**
     * For every requirement: itself first, then what accepted alignments lead to, strongest first, at most two steps and sixteen items. An
     * alignment may be walked either way, with the strength of that way (see {@link Relation}); strengths multiply along the path; of
     * several paths to one item the strongest counts, at equal strength the shorter; what is weaker than .3 is left out.
     */
    public Map<ItemUri, List<Equivalent>> of(Collection<ItemUri> requirements) {
        return of(requirements, this::stepsFrom, links::from);
    }

    /**
     * The same over steps from anywhere. Of the second steps there are many and few are told: their links say which, and only these are read with
     * all that belongs to them.
     *
     * @param stepsFrom asked twice at most
     */
    static Map<ItemUri, List<Equivalent>> of(
            Collection<ItemUri> requirements,
            Function<Set<ItemUri>, Map<ItemUri, List<AlignmentStep>>> stepsFrom,
            Function<Set<ItemUri>, Map<ItemUri, List<Links.Link>>> linksFrom) {
        Set<ItemUri> asked = new LinkedHashSet<>(requirements);
        Map<ItemUri, List<AlignmentStep>> first = stepsFrom.apply(asked);
        Set<ItemUri> reached = new LinkedHashSet<>();
        first.values().forEach(list -> list.forEach(step -> reached.add(step.to())));
        Map<ItemUri, List<Links.Link>> onwards = linksFrom.apply(reached);
        Set<ItemUri> between = new LinkedHashSet<>();
        asked.forEach(one -> between.addAll(between(one, first.getOrDefault(one, List.of()), onwards)));
        Map<ItemUri, List<AlignmentStep>> second = stepsFrom.apply(between);
        Map<ItemUri, List<Equivalent>> answers = new LinkedHashMap<>();
        for (ItemUri requirement : asked) {
            answers.put(requirement, equivalents(requirement, first, second));
        }
        return answers;
    }

    /** The items over which what is answered is reached best in two steps. */
    private static Set<ItemUri> between(
            ItemUri requirement, List<AlignmentStep> first, Map<ItemUri, List<Links.Link>> onwards) {
        Map<ItemUri, Way> best = new HashMap<>();
        for (AlignmentStep one : first) {
            keep(best, new Way(one.to(), one.strength(), 1));
            for (Links.Link two : onwards.getOrDefault(one.to(), List.of())) {
                keep(best, new Way(two.to(), one.strength() * two.strength(), 2));
            }
        }
        best.remove(requirement);
        Map<ItemUri, Way> told = new HashMap<>();
        best.values().stream()
                .filter(way -> way.strength() + ROUNDING >= WEAKEST)
                .sorted(STRONGEST_FIRST)
                .limit(MOST_ITEMS - 1L)
                .forEach(way -> told.put(way.item(), way));
        Set<ItemUri> between = new LinkedHashSet<>();
        for (AlignmentStep one : first) {
            for (Links.Link two : onwards.getOrDefault(one.to(), List.of())) {
                Way way = told.get(two.to());
                if (way != null && !way.isBetterThan(new Way(two.to(), one.strength() * two.strength(), 2))) {
                    between.add(one.to());
                }
            }
        }
        return between;
    }

    private static void keep(Map<ItemUri, Way> best, Way found) {
        best.merge(found.item(), found, (known, other) -> other.isBetterThan(known) ? other : known);
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
                .sorted(Comparator.comparing(Equivalence::way, STRONGEST_FIRST))
                .limit(MOST_ITEMS - 1L)
                .forEach(answer::add);
        return answer;
    }

    private static void keep(Map<ItemUri, Equivalent> best, Equivalent found) {
        best.merge(found.item(), found, (known, other) -> way(other).isBetterThan(way(known)) ? other : known);
    }

    private static Way way(Equivalent found) {
        return new Way(found.item(), found.strength(), found.path().size());
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
