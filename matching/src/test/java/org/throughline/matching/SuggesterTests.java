package org.throughline.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggesterTests {
    private static final List<Statement> OUTCOMES = List.of(
            in("o1", "Calibrate protective relays to the settings of the coordination study", "Protection and control"),
            in("o2", "Explain how a transformer changes voltage", "Transformers"),
            in("o3", "Write a clear report of a field inspection", "Communication"),
            in("o4", "Work safely near energized conductors", "Safety"),
            in("o5", "Lead a team through a storm restoration", "Teamwork"),
            in("o6", "Program a controller for a pump station", "Automation"));

    private static Statement in(String id, String text, String parent) {
        return new Statement(id, text, List.of(parent), null, null, "en");
    }

    private static Suggester suggester() {
        return Suggester.over(OUTCOMES, SuggesterOptions.standard());
    }

    @Test
    void findsTheStatementThatSharesItsWordsInOtherForms() {
        Suggestion best = suggester()
                .suggest(Statement.of("r1", "Calibrating a relay and verifying its settings"), 3)
                .getFirst();
        assertThat(best.to()).isEqualTo("o1");
        assertThat(best.reasons())
                .extracting(Reason::words)
                .anyMatch(words -> words.startsWith("shares: ")
                        && words.contains("calibrating")
                        && words.contains("relay")
                        && words.contains("settings"));
    }

    @Test
    void aReasonNamesWordsAndNotTheirPieces() {
        List<Statement> outcomes = List.of(
                in("o1", "Ground de-energized equipment.", "Safety"),
                in("o2", "Drive a truck with co-workers in it.", "Transport"));
        Suggester suggester = Suggester.over(outcomes, SuggesterOptions.standard());
        Suggestion best = suggester
                .suggest(Statement.of("r1", "Test that a line is de-energized"), 1)
                .getFirst();
        assertThat(best.reasons()).contains(new Reason.SharedTerms(List.of("energized")));
        assertThat(new Reason.KindredStatements(List.of("Pulls in conductors.", "継電器を校正する。")).words())
                .isEqualTo("similar statements point here too: Pulls in conductors; 継電器を校正する");
    }

    @Test
    void isNearlySureOfTheSameWords() {
        Suggestion best = suggester()
                .suggest(Statement.of("r1", "explain how a transformer changes voltage."), 3)
                .getFirst();
        assertThat(best.to()).isEqualTo("o2");
        assertThat(best.probability()).isGreaterThan(0.9);
        assertThat(best.relation()).isEqualTo(SuggestedRelation.EXACT_MATCH);
        assertThat(best.reasons().getFirst()).isEqualTo(new Reason.SameText());
    }

    @Test
    void makesNothingOfAStatementThatHasNothingToDoWithTheList() {
        assertThat(suggester().suggest(Statement.of("r1", "Bake sourdough bread with rye flour"), 10))
                .allMatch(suggestion -> suggestion.probability() < 0.1);
    }

    @Test
    void findsAStatementByWhatItBelongsTo() {
        List<Suggestion> found = suggester().suggest(Statement.of("r1", "Automation of machines"), 1);
        assertThat(found).extracting(Suggestion::to).containsExactly("o6");
        assertThat(found.getFirst().reasons()).contains(new Reason.ParentTerms(List.of("automation")));
    }

    @Test
    void suggestsAmongVeryFewCandidates() {
        Suggester one = Suggester.over(OUTCOMES.subList(0, 1), SuggesterOptions.standard());
        assertThat(one.suggest(Statement.of("r1", "Calibrate relays"), 5))
                .extracting(Suggestion::to)
                .containsExactly("o1");
        assertThat(Suggester.over(List.of(), SuggesterOptions.standard())
                        .suggest(Statement.of("r1", "Calibrate relays"), 5))
                .isEmpty();
    }

    @Test
    void neverSuggestsAStatementForItself() {
        assertThat(suggester().suggest(OUTCOMES.getFirst(), 10))
                .extracting(Suggestion::to)
                .doesNotContain("o1");
    }

    @Test
    void makesNothingOfAnEmptyStatement() {
        assertThat(suggester().suggest(Statement.of("r1", " … "), 10)).isEmpty();
    }

    @Test
    void saysTheSameEveryTime() {
        Statement asked = Statement.of("r1", "Report on the safe restoration of a station");
        assertThat(suggester().suggest(asked, 10)).isEqualTo(suggester().suggest(asked, 10));
        assertThat(suggester().modelVersion())
                .isEqualTo(suggester().modelVersion())
                .isNotBlank();
    }

    @Test
    void givesReasonsForEverySuggestion() {
        assertThat(suggester().suggest(Statement.of("r1", "Report on the safe restoration of a station"), 10))
                .isNotEmpty()
                .allSatisfy(suggestion -> {
                    assertThat(suggestion.reasons()).isNotEmpty();
                    assertThat(suggestion.probability()).isBetween(0.0, 1.0);
                });
    }

    @Test
    void agreesWithItselfInTheOtherDirection() {
        Statement requirement = new Statement(
                "r1", "Calibrate relays and verify their settings", List.of("Protection"), null, null, "en");
        List<Statement> requirements = List.of(
                requirement, Statement.of("r2", "Drive a truck to the site"), Statement.of("r3", "Dig a trench"));
        Suggestion there = Suggester.over(OUTCOMES, SuggesterOptions.standard().withBackground(requirements))
                .suggest(requirement, 1)
                .getFirst();
        Suggestion back = Suggester.over(
                        requirements, SuggesterOptions.standard().withBackground(OUTCOMES))
                .suggest(OUTCOMES.getFirst(), 1)
                .getFirst();
        assertThat(there.to()).isEqualTo("o1");
        assertThat(back.to()).isEqualTo("r1");
        assertThat(back.probability()).isCloseTo(there.probability(), within(0.25));
    }

    @Test
    void letsSimilarStatementsSpeakForACandidate() {
        List<Statement> asked = List.of(
                Statement.of("r1", "Test the breaker"),
                Statement.of("r2", "Test the breaker, calibrate protective relays"));
        Suggestion best = Suggester.over(OUTCOMES, SuggesterOptions.standard().withBackground(asked))
                .suggest(asked.getFirst(), 1)
                .getFirst();
        assertThat(best.to()).isEqualTo("o1");
        assertThat(best.reasons())
                .contains(new Reason.KindredStatements(List.of("Test the breaker, calibrate protective relays")));
    }

    @Test
    void answersTheSameWhateverWasAskedBefore() {
        SuggesterOptions options = SuggesterOptions.standard().withBackground(OUTCOMES);
        Suggester fresh = Suggester.over(OUTCOMES, options);
        Suggester asked = Suggester.over(OUTCOMES, options);
        OUTCOMES.reversed().forEach(outcome -> asked.suggest(outcome, 10));
        OUTCOMES.forEach(outcome -> assertThat(asked.suggest(outcome, 10)).isEqualTo(fresh.suggest(outcome, 10)));
    }
}
