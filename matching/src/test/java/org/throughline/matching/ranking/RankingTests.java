package org.throughline.matching.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.matching.ranking.RequirementGroup.AllOf;
import org.throughline.matching.ranking.RequirementGroup.AnyOf;
import org.throughline.matching.ranking.RequirementMatch.Outcome;
import org.throughline.matching.ranking.RequirementMatch.Path;

class RankingTests {
    private static final Requirement RELAYS = new Requirement(
            "relays", 4, true, 0.8, List.of(new Accepted("relays", 1), new Accepted("switchgear", 0.5)));
    private static final Requirement REPORTS = plain("reports", 1, false);

    private static Requirement plain(String item, int importance, boolean required) {
        return new Requirement(item, importance, required, null, List.of(new Accepted(item, 1)));
    }

    private static Holding held(String item, double strength) {
        return new Holding(item, strength, "badge for " + item);
    }

    @Test
    void weighsSharesByImportance() {
        Ranked ranked =
                Ranking.explain(Need.of(RELAYS, REPORTS), "ana", List.of(held("relays", 0.4), held("reports", 1)));
        assertThat(ranked.score()).isCloseTo((4 * 0.4 / 0.8 + 1) / 5, within(1e-12));
    }

    @Test
    void takesTheStrongestAcceptedHoldingAndSaysWhich() {
        Ranked ranked = Ranking.explain(Need.of(RELAYS), "ana", List.of(held("switchgear", 0.9), held("relays", 0.4)));
        Path path = path(ranked.requirements().getFirst());
        assertThat(path.accepted()).isEqualTo(new Accepted("switchgear", 0.5));
        assertThat(path.holding().evidence()).isEqualTo("badge for switchgear");
        assertThat(path.strength()).isCloseTo(0.45, within(1e-12));
    }

    @Test
    void callsARequirementMetPartlyMetOrMissing() {
        Need need = Need.of(plain("a", 1, false), plain("b", 1, false), plain("c", 1, false));
        Ranked ranked = Ranking.explain(need, "ana", List.of(held("a", 0.6), held("b", 0.59), held("c", 0)));
        assertThat(ranked.requirements())
                .extracting(RequirementMatch::outcome)
                .containsExactly(Outcome.MET, Outcome.PARTLY, Outcome.MISSING);
        assertThat(ranked.requirements().getLast().path()).isNull();
    }

    @Test
    void paysNothingForMoreThanTheLevelAsked() {
        assertThat(Ranking.explain(Need.of(RELAYS), "ana", List.of(held("relays", 1))))
                .extracting(Ranked::score)
                .isEqualTo(Ranking.explain(Need.of(RELAYS), "ben", List.of(held("relays", 0.8)))
                        .score());
    }

    @Test
    void countsTheBestOfAnAnyOfGroupOnly() {
        Need need = new Need(
                List.of(new AnyOf(2, List.of(plain("a", 2, true), plain("b", 2, false), plain("c", 2, false)))));
        Ranked ranked = Ranking.explain(need, "ana", List.of(held("a", 0.2), held("b", 0.9), held("c", 0.7)));
        assertThat(ranked.score()).isCloseTo(0.8, within(1e-12));
        assertThat(ranked.requirements().getFirst().points()).isZero();
        assertThat(ranked.meetsAllRequired()).isTrue();
        assertThat(Ranking.explain(need, "ben", List.of(held("b", 0.9))).meetsAllRequired())
                .isFalse();
    }

    @Test
    void scoresAllOfLikeItsMembersButAsksForEveryRequiredOne() {
        Need need = new Need(List.of(new AllOf(List.of(plain("a", 3, true), plain("b", 1, true)))));
        Ranked half = Ranking.explain(need, "ana", List.of(held("a", 1)));
        assertThat(half.score()).isCloseTo(0.75, within(1e-12));
        assertThat(half.meetsAllRequired()).isFalse();
    }

    @Test
    void keepsPreferredRequirementsOutOfWhatMustBeMet() {
        assertThat(Ranking.explain(Need.of(RELAYS, REPORTS), "ana", List.of(held("relays", 0.8)))
                        .meetsAllRequired())
                .isTrue();
    }

    @Test
    void leavesOutPeopleWhoMeetNothing() {
        assertThat(Ranking.rank(Need.of(REPORTS), Map.of("ana", List.of(held("welding", 1))), 10))
                .isEmpty();
    }

    @Test
    void ordersEqualScoresNeitherByNameNorByRegistration() {
        List<String> ids =
                IntStream.range(0, 40).mapToObj(i -> "person-" + (10 + i)).toList();
        List<String> once = ranked(ids);
        assertThat(once).containsExactlyInAnyOrderElementsOf(ids).isNotEqualTo(ids);
        assertThat(ranked(ids.reversed())).isEqualTo(once);
    }

    private static List<String> ranked(List<String> ids) {
        Map<String, List<Holding>> people = new LinkedHashMap<>();
        ids.forEach(id -> people.put(id, List.of(held("reports", 0.7))));
        return Ranking.rank(Need.of(REPORTS), people, 100).stream()
                .map(Ranked::person)
                .toList();
    }

    @Test
    void refusesNeedsThatMeanNothing() {
        assertThatThrownBy(() -> new Need(List.of())).hasMessageContaining("at least one requirement");
        assertThatThrownBy(() -> Need.of(REPORTS, REPORTS)).hasMessageContaining("stands twice");
        assertThatThrownBy(() -> plain("a", 6, true)).hasMessageContaining("1 to 5");
        assertThatThrownBy(() -> new Requirement("a", 1, true, 0.0, List.of(new Accepted("a", 1))))
                .hasMessageContaining("(0, 1]");
        assertThatThrownBy(() -> new AnyOf(2, List.of(REPORTS))).hasMessageContaining("any 2 of 1");
        assertThatThrownBy(() -> new Holding("a", Double.NaN, "e")).hasMessageContaining("[0, 1]");
    }

    private static Path path(RequirementMatch match) {
        @Nullable Path path = match.path();
        if (path == null) {
            throw new AssertionError(match.requirement() + " is missing");
        }
        return path;
    }
}
