package org.throughline.matching.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.ranking.RequirementGroup.AllOf;
import org.throughline.matching.ranking.RequirementGroup.AnyOf;
import org.throughline.matching.ranking.RequirementGroup.Single;
import org.throughline.matching.ranking.RequirementMatch.Outcome;
import org.throughline.matching.ranking.RequirementMatch.Path;

/**
 * Ranks people by the share of a need that they meet.
 *
 * <p>A requirement's strength is the best product of accepted strength and held strength; its share follows from the level asked
 * ({@link Requirement#share}); the score is the mean of the shares, weighted by importance. No statistics of the crowd enter, so a
 * person's score depends on that person and the need alone and is the same wherever it is computed.
 */
public final class Ranking {
    private static final Comparator<Path> BEST_LAST = Comparator.comparingDouble(Path::strength)
            .thenComparingDouble(path -> path.accepted().strength())
            .thenComparing(path -> path.holding().item())
            .thenComparing(path -> path.holding().evidence());

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparingInt(ranked -> scatter(ranked.person()))
            .thenComparing(Ranked::person);

    private Ranking() {}

    /**
     * The people who meet the need best.
     *
     * @param people what each person holds, by person id; the order of map and lists does not matter
     * @param top how many to return at most
     * @return best score first; equal scores in the order of a hash of the person's id, so that nobody gains by name or by date of
     *     registration; people with a score of 0 are left out
     */
    public static List<Ranked> rank(Need need, Map<String, List<Holding>> people, int top) {
        return people.entrySet().stream()
                .map(person -> explain(need, person.getKey(), person.getValue()))
                .filter(ranked -> ranked.score() > 0)
                .sorted(BEST_FIRST)
                .limit(top)
                .toList();
    }

    /** One person against the need, also when nothing is met. */
    public static Ranked explain(Need need, String person, List<Holding> holdings) {
        Map<String, Holding> strongest = strongest(holdings);
        double total = need.groups().stream().mapToDouble(Ranking::weight).sum();
        List<RequirementMatch> matches = new ArrayList<>();
        boolean meetsAllRequired = true;
        for (RequirementGroup group : need.groups()) {
            List<RequirementMatch> members = matches(group, strongest, total);
            meetsAllRequired &= requiredAreMet(group, members);
            matches.addAll(members);
        }
        double score = matches.stream().mapToDouble(RequirementMatch::points).sum();
        return new Ranked(person, Math.clamp(score, 0, 1), meetsAllRequired, matches);
    }

    private static List<RequirementMatch> matches(
            RequirementGroup group, Map<String, Holding> strongest, double total) {
        List<RequirementMatch> members = new ArrayList<>();
        for (Requirement requirement : group.requirements()) {
            members.add(match(requirement, best(requirement, strongest), requirement.importance() / total));
        }
        if (!(group instanceof AnyOf anyOf)) {
            return members;
        }
        Set<String> counted = members.stream()
                .sorted(Comparator.comparingDouble(RequirementMatch::share).reversed())
                .limit(anyOf.count())
                .map(RequirementMatch::requirement)
                .collect(Collectors.toSet());
        double each = weight(anyOf) / anyOf.count() / total;
        members.replaceAll(m -> new RequirementMatch(
                m.requirement(),
                m.outcome(),
                m.strength(),
                m.share(),
                counted.contains(m.requirement()) ? each * m.share() : 0,
                m.path()));
        return members;
    }

    private static RequirementMatch match(Requirement requirement, @Nullable Path path, double weight) {
        if (path == null) {
            return new RequirementMatch(requirement.id(), Outcome.MISSING, 0, 0, 0, null);
        }
        double share = requirement.share(path.strength());
        Outcome outcome = path.strength() >= requirement.metFrom() ? Outcome.MET : Outcome.PARTLY;
        return new RequirementMatch(requirement.id(), outcome, path.strength(), share, weight * share, path);
    }

    private static double weight(RequirementGroup group) {
        double sum =
                group.requirements().stream().mapToInt(Requirement::importance).sum();
        return switch (group) {
            case Single single -> sum;
            case AllOf all -> sum;
            case AnyOf any -> any.count() * sum / any.requirements().size();
        };
    }

    private static boolean requiredAreMet(RequirementGroup group, List<RequirementMatch> members) {
        Set<String> met = members.stream()
                .filter(match -> match.outcome() == Outcome.MET)
                .map(RequirementMatch::requirement)
                .collect(Collectors.toSet());
        if (group instanceof AnyOf any && any.requirements().stream().anyMatch(Requirement::required)) {
            return met.size() >= any.count();
        }
        return group instanceof AnyOf
                || group.requirements().stream().filter(Requirement::required).allMatch(r -> met.contains(r.id()));
    }

    /** Per item the strongest holding; equal strengths are told apart by their evidence, not by their order. */
    private static Map<String, Holding> strongest(List<Holding> holdings) {
        Map<String, Holding> strongest = new HashMap<>();
        for (Holding holding : holdings) {
            if (holding.strength() > 0) {
                strongest.merge(holding.item(), holding, Ranking::stronger);
            }
        }
        return strongest;
    }

    private static Holding stronger(Holding one, Holding other) {
        int order = Comparator.comparingDouble(Holding::strength)
                .thenComparing(Holding::evidence)
                .compare(one, other);
        return order >= 0 ? one : other;
    }

    private static @Nullable Path best(Requirement requirement, Map<String, Holding> strongest) {
        Path best = null;
        for (Accepted accepted : requirement.accepted()) {
            Holding holding = strongest.get(accepted.item());
            if (holding != null) {
                Path path = new Path(accepted, holding);
                best = best == null || BEST_LAST.compare(path, best) > 0 ? path : best;
            }
        }
        return best;
    }

    /** Spreads ids over all ints, so that neighbours in the alphabet are no neighbours in the ranking (the finaliser of MurmurHash3). */
    private static int scatter(String id) {
        int h = id.hashCode();
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
