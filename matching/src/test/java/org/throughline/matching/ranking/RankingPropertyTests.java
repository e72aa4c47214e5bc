package org.throughline.matching.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.throughline.matching.ranking.RequirementGroup.AllOf;
import org.throughline.matching.ranking.RequirementGroup.AnyOf;
import org.throughline.matching.ranking.RequirementGroup.Single;

/** What holds for every need and everybody. */
class RankingPropertyTests {
    private static final List<String> ITEMS = List.of("a", "b", "c", "d", "e", "f");

    @Property
    void scoresLieBetweenZeroAndOneAndAreTheSumOfTheirPoints(
            @ForAll("needs") Need need, @ForAll("holdings") List<Holding> holdings) {
        Ranked ranked = Ranking.explain(need, "ana", holdings);
        assertThat(ranked.score()).isBetween(0.0, 1.0);
        assertThat(ranked.requirements().stream()
                        .mapToDouble(RequirementMatch::points)
                        .sum())
                .isCloseTo(ranked.score(), within(1e-9));
    }

    @Property
    void holdingEverythingFullyMeetsEverything(@ForAll("needs") Need need) {
        Ranked ranked = Ranking.explain(
                need, "ana", ITEMS.stream().map(i -> new Holding(i, 1, "e")).toList());
        double accepted = need.groups().stream()
                .flatMap(group -> group.requirements().stream())
                .flatMap(requirement -> requirement.accepted().stream())
                .mapToDouble(Accepted::strength)
                .min()
                .orElseThrow();
        assertThat(ranked.score()).isGreaterThanOrEqualTo(accepted - 1e-9);
    }

    @Property
    void onePersonsMoreNeverLowersTheScore(
            @ForAll("needs") Need need, @ForAll("holdings") List<Holding> holdings, @ForAll("holding") Holding more) {
        List<Holding> all = new ArrayList<>(holdings);
        all.add(more);
        Ranked before = Ranking.explain(need, "ana", holdings);
        Ranked after = Ranking.explain(need, "ana", all);
        assertThat(after.score()).isGreaterThanOrEqualTo(before.score() - 1e-12);
        assertThat(after.meetsAllRequired() || !before.meetsAllRequired()).isTrue();
    }

    @Property
    void theOrderOfHoldingsDoesNotMatter(
            @ForAll("needs") Need need, @ForAll("holdings") List<Holding> holdings, @ForAll Random random) {
        List<Holding> shuffled = new ArrayList<>(holdings);
        Collections.shuffle(shuffled, random);
        assertThat(Ranking.explain(need, "ana", shuffled)).isEqualTo(Ranking.explain(need, "ana", holdings));
    }

    @Property(tries = 200)
    void ranksAsANaiveReadingOfTheFormulaDoes(
            @ForAll("needs") Need need, @ForAll("crowds") List<List<Holding>> crowd, @ForAll Random random) {
        Map<String, List<Holding>> people = new LinkedHashMap<>();
        List<Integer> order = new ArrayList<>(
                java.util.stream.IntStream.range(0, crowd.size()).boxed().toList());
        Collections.shuffle(order, random);
        order.forEach(i -> people.put("person " + i, crowd.get(i)));
        List<Ranked> top = Ranking.rank(need, people, 5);
        List<Double> expected = crowd.stream()
                .map(holdings -> oracle(need, holdings))
                .filter(score -> score > 0)
                .sorted(Collections.reverseOrder())
                .limit(5)
                .toList();
        assertThat(top).hasSameSizeAs(expected);
        for (int i = 0; i < top.size(); i++) {
            assertThat(top.get(i).score()).isCloseTo(expected.get(i), within(1e-9));
        }
    }

    /** Every pair of accepted and held is tried; an "any of" group tries every choice of members. */
    private static double oracle(Need need, List<Holding> holdings) {
        double met = 0;
        double asked = 0;
        for (RequirementGroup group : need.groups()) {
            if (group instanceof AnyOf any) {
                double weight = any.requirements().stream()
                        .mapToInt(Requirement::importance)
                        .average()
                        .orElseThrow();
                met += weight * bestChoice(any, holdings);
                asked += weight * any.count();
            } else {
                for (Requirement requirement : group.requirements()) {
                    met += requirement.importance() * share(requirement, holdings);
                    asked += requirement.importance();
                }
            }
        }
        return met / asked;
    }

    private static double bestChoice(AnyOf any, List<Holding> holdings) {
        int members = any.requirements().size();
        double best = 0;
        for (int choice = 0; choice < 1 << members; choice++) {
            if (Integer.bitCount(choice) == any.count()) {
                double sum = 0;
                for (int i = 0; i < members; i++) {
                    sum += (choice >> i & 1) * share(any.requirements().get(i), holdings);
                }
                best = Math.max(best, sum);
            }
        }
        return best;
    }

    private static double share(Requirement requirement, List<Holding> holdings) {
        double best = 0;
        for (Accepted accepted : requirement.accepted()) {
            for (Holding holding : holdings) {
                if (accepted.item().equals(holding.item())) {
                    best = Math.max(best, accepted.strength() * holding.strength());
                }
            }
        }
        Double level = requirement.level();
        return level == null ? best : Math.min(1, best / level);
    }

    @Provide
    Arbitrary<Holding> holding() {
        return Combinators.combine(
                        Arbitraries.of(ITEMS),
                        Arbitraries.of(0.0, 0.25, 0.5, 0.8, 1.0),
                        Arbitraries.of("badge 1", "badge 2", "badge 3"))
                .as(Holding::new);
    }

    @Provide
    Arbitrary<List<Holding>> holdings() {
        return holding().list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<List<Holding>>> crowds() {
        return holdings().list().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<Need> needs() {
        Arbitrary<List<Accepted>> accepted = Combinators.combine(
                        Arbitraries.of(ITEMS).set().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.doubles().between(0.3, 1).list().ofSize(3))
                .as((items, strengths) -> {
                    List<Accepted> list = new ArrayList<>();
                    items.stream().sorted().forEach(i -> list.add(new Accepted(i, strengths.get(list.size()))));
                    return list;
                });
        Arbitrary<Requirement> requirement = Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0.5, 0.8, 1.0).injectNull(0.4),
                        accepted)
                .as((importance, required, level, items) -> new Requirement("?", importance, required, level, items));
        Arbitrary<RequirementGroup> group = Combinators.combine(
                        Arbitraries.of("single", "all", "any"),
                        Arbitraries.integers().between(1, 4),
                        requirement.list().ofMinSize(1).ofMaxSize(4))
                .as(RankingPropertyTests::group);
        return group.list().ofMinSize(1).ofMaxSize(4).map(RankingPropertyTests::numbered);
    }

    private static RequirementGroup group(String kind, int count, List<Requirement> members) {
        return switch (kind) {
            case "single" -> new Single(members.getFirst());
            case "all" -> new AllOf(members);
            default -> new AnyOf(Math.min(count, members.size()), members);
        };
    }

    /** Gives every requirement an id of its own. */
    private static Need numbered(List<RequirementGroup> groups) {
        Map<String, Integer> next = new HashMap<>();
        List<RequirementGroup> numbered = new ArrayList<>();
        for (RequirementGroup group : groups) {
            List<Requirement> members = group.requirements().stream()
                    .map(r -> new Requirement(
                            "r" + next.merge("r", 1, Integer::sum),
                            r.importance(),
                            r.required(),
                            r.level(),
                            r.accepted()))
                    .toList();
            numbered.add(
                    switch (group) {
                        case Single single -> new Single(members.getFirst());
                        case AllOf all -> new AllOf(members);
                        case AnyOf any -> new AnyOf(any.count(), members);
                    });
        }
        return new Need(numbered);
    }
}
