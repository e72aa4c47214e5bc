package org.throughline.server.alignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/**
 * A coverage as it would be if more were taught or more were accepted. Nothing of it is kept.
 *
 * @param before as it is
 * @param after as it would be
 */
public record WhatIf(Coverage before, Coverage after) {
    private static final UUID IMAGINED = new UUID(0, 0);

    /**
     * A group that would change.
     *
     * @param before as it is
     * @param after as it would be
     */
    public record Change(Coverage.Group before, Coverage.Group after) {}

    /**
     * An outcome whose open suggestions would close gaps.
     *
     * @param closes the gaps that it would close and that no earlier one of the list closes, with their suggestions
     * @param expected how many of them will stand, by the probabilities of the suggestions
     */
    public record Raising(ItemUri outcome, List<SuggestedAlignment> closes, double expected) {
        public Raising {
            closes = List.copyOf(closes);
        }
    }

    /**
     * Works out what would be.
     *
     * @param taught requirements that somebody would teach as they stand
     * @param accepted suggestions that would be accepted, each as the relation that it proposes
     */
    public static WhatIf of(CoverageStudy study, Collection<ItemUri> taught, Collection<SuggestedAlignment> accepted) {
        Coverage before = study.coverage();
        List<AlignmentStep> steps = new ArrayList<>();
        before.requirements().forEach(row -> steps.addAll(row.accepted()));
        taught.forEach(requirement -> steps.add(step(before, requirement, requirement, Relation.EXACT_MATCH)));
        for (SuggestedAlignment suggestion : accepted) {
            Relation relation = Relation.ofWord(suggestion.associationType()).orElse(Relation.RELATED);
            steps.add(step(before, suggestion.requirement(), suggestion.outcome(), relation));
        }
        return new WhatIf(
                before, Coverage.of(before.crosswalk(), study.requirements().items(), steps));
    }

    private static AlignmentStep step(Coverage coverage, ItemUri requirement, ItemUri by, Relation relation) {
        return new AlignmentStep(
                IMAGINED,
                coverage.crosswalk().id(),
                requirement,
                by,
                relation.word(),
                relation.outcomeForRequirement(),
                "",
                Instant.EPOCH,
                "");
    }

    /** The groups that would change, in tree order. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < before.groups().size(); i++) {
            Coverage.Group was = before.groups().get(i);
            Coverage.Group is = after.groups().get(i);
            if (!was.equals(is)) {
                changes.add(new Change(was, is));
            }
        }
        return changes;
    }

    /** The covered share of a coverage, in [0, 1]. */
    public static double share(Coverage coverage) {
        return coverage.requirements().isEmpty()
                ? 0
                : (double) coverage.covered() / coverage.requirements().size();
    }

    /**
     * The few outcomes whose open suggestions would raise coverage most: greedy, that is, the best is taken first, then the best of what it
     * leaves over. Another set of as many may do a little better; none does better than this one by more than about half (the bound of
     * Nemhauser, Wolsey and Fisher for greedy cover, 1 - 1/e).
     *
     * @param open the open suggestions per requirement
     * @param possible suggestions that are less probable than this are left out
     * @param most how many outcomes
     */
    public static List<Raising> raising(
            Coverage coverage, Map<ItemUri, List<SuggestedAlignment>> open, double possible, int most) {
        Map<ItemUri, List<SuggestedAlignment>> byOutcome = new LinkedHashMap<>();
        Map<ItemUri, Double> strongest = new HashMap<>();
        for (Coverage.Row row : coverage.requirements()) {
            if (row.isGap()) {
                open.getOrDefault(row.requirement().uri(), List.of()).stream()
                        .filter(one -> one.probability() >= possible)
                        .forEach(one -> byOutcome
                                .computeIfAbsent(one.outcome(), _ -> new ArrayList<>())
                                .add(one));
            }
        }
        List<Raising> chosen = new ArrayList<>();
        Set<ItemUri> done = new HashSet<>();
        while (chosen.size() < most) {
            @Nullable Raising best = null;
            for (Map.Entry<ItemUri, List<SuggestedAlignment>> one : byOutcome.entrySet()) {
                if (done.contains(one.getKey())) {
                    continue;
                }
                double gain = one.getValue().stream()
                        .mapToDouble(s -> Math.max(0, s.probability() - strongest.getOrDefault(s.requirement(), 0.0)))
                        .sum();
                if (gain > 0 && (best == null || gain > best.expected())) {
                    best = new Raising(
                            one.getKey(),
                            one.getValue().stream()
                                    .filter(s -> s.probability() > strongest.getOrDefault(s.requirement(), 0.0))
                                    .toList(),
                            gain);
                }
            }
            if (best == null) {
                break;
            }
            chosen.add(best);
            done.add(best.outcome());
            best.closes().forEach(s -> strongest.merge(s.requirement(), s.probability(), Math::max));
        }
        return chosen;
    }

    /**
     * The gaps that nothing proposes an answer for: only teaching closes them. Those of the group with most gaps first; each raises
     * coverage by the same one part of all requirements.
     *
     * @param coverage whose gaps; what is chosen already is none of them
     * @param possible a suggestion that is less probable than this is none
     */
    public static List<FrameworkItem> toTeach(
            Coverage coverage, Map<ItemUri, List<SuggestedAlignment>> open, double possible, int most) {
        Map<ItemUri, Integer> gaps = new HashMap<>();
        coverage.groups().forEach(group -> gaps.put(group.group().uri(), group.gaps()));
        record Gap(FrameworkItem item, int around) {}
        return coverage.requirements().stream()
                .filter(Coverage.Row::isGap)
                .map(Coverage.Row::requirement)
                .filter(item -> open.getOrDefault(item.uri(), List.of()).stream()
                        .noneMatch(one -> one.probability() >= possible))
                .map(item -> new Gap(
                        item,
                        item.parents().stream()
                                .mapToInt(parent -> gaps.getOrDefault(parent, 0))
                                .max()
                                .orElse(0)))
                .sorted((a, b) -> Integer.compare(b.around(), a.around()))
                .limit(most)
                .map(Gap::item)
                .toList();
    }
}
