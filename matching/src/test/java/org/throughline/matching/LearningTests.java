package org.throughline.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two peoples of made-up words: what one calls {@code ka7} the other calls {@code mo7}. Nobody can know that but by decisions. */
class LearningTests {
    private static final int WORDS = 40;
    private static final int CANDIDATES = 240;

    private final Random random = new Random(11);
    private final List<List<Integer>> meanings = meanings();
    private final List<Statement> candidates = IntStream.range(0, CANDIDATES)
            .mapToObj(i -> Statement.of("c" + i, said("mo", meanings.get(i))))
            .toList();

    private List<List<Integer>> meanings() {
        Set<List<Integer>> found = new HashSet<>();
        while (found.size() < CANDIDATES) {
            List<Integer> words =
                    random.ints(0, WORDS).distinct().limit(4).boxed().sorted().toList();
            found.add(words);
        }
        return found.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    private static String said(String people, List<Integer> words) {
        return words.stream()
                .map(word -> people.equals("ka") ? (word * 7 + 3) % WORDS : word)
                .map(word -> people + (char) ('a' + word / 6) + (char) ('a' + word % 6) + "x")
                .collect(Collectors.joining(" "));
    }

    private Statement asked(int meaning, String people) {
        return new Statement(
                "a" + meaning, said(people, meanings.get(meaning)), List.of(), null, null, "und", "g" + meaning % 8);
    }

    private List<Decision> decisions(int from, int to, int shift) {
        List<Decision> decisions = new ArrayList<>();
        for (int i = from; i < to; i++) {
            decisions.add(new Decision(asked(i, "ka"), "c" + (i + shift) % CANDIDATES, true, null));
        }
        return decisions;
    }

    private long foundFirst(Suggester suggester, String people) {
        return IntStream.range(200, CANDIDATES)
                .filter(i -> suggester.suggest(asked(i, people).inGroup("new"), 3).stream()
                        .anyMatch(suggestion -> suggestion.to().equals("c" + i)))
                .count();
    }

    private Suggester suggester(List<Decision> decisions) {
        List<Statement> background = IntStream.range(200, CANDIDATES)
                .mapToObj(i -> asked(i, "ka").inGroup("new"))
                .toList();
        return Suggester.over(
                candidates,
                SuggesterOptions.standard().withBackground(background).withDecisions(decisions));
    }

    @Test
    void learnsWordsOfAnotherPeopleForStatementsOfAGroupThatTaughtNothing() {
        assertThat(foundFirst(suggester(List.of()), "ka")).isLessThan(6);
        assertThat(foundFirst(suggester(decisions(0, 200, 0)), "ka")).isGreaterThan(25);
    }

    @Test
    void learnsTheSameWhereNobodySaidWhichStatementsBelongTogether() {
        Suggester suggester = suggester(ungrouped(decisions(0, 200, 0)));
        assertThat(suggester.learned().isBelieved()).isTrue();
        assertThat(foundFirst(suggester, "ka")).isGreaterThan(25);
    }

    @Test
    void believesNoMoreOfDecisionsThatTeachNothingWhereNobodySaidWhichBelongTogether() {
        long cold = foundFirst(suggester(List.of()), "mo");
        assertThat(foundFirst(suggester(ungrouped(decisions(0, 200, 77))), "mo"))
                .isGreaterThanOrEqualTo(cold - 1);
    }

    private static List<Decision> ungrouped(List<Decision> decisions) {
        return decisions.stream()
                .map(one -> new Decision(one.from().inGroup(null), one.to(), one.accepted(), one.relation()))
                .toList();
    }

    @Test
    void doesNotBelieveDecisionsThatTeachNothingAboutOthers() {
        long cold = foundFirst(suggester(List.of()), "mo");
        assertThat(cold).isGreaterThan(35);
        assertThat(foundFirst(suggester(decisions(0, 200, 77)), "mo")).isGreaterThanOrEqualTo(cold - 1);
    }

    @Test
    void learnsNothingFromAHandful() {
        Suggester few = suggester(decisions(0, 20, 0));
        assertThat(few.modelVersion()).isEqualTo(suggester(List.of()).modelVersion());
        assertThat(suggester(decisions(0, 200, 0)).modelVersion()).isNotEqualTo(few.modelVersion());
    }

    @Test
    void doesNotSuggestAgainWhatWasRejected() {
        Statement asked = asked(210, "mo");
        assertThat(suggester(List.of()).suggest(asked, 1))
                .extracting(Suggestion::to)
                .containsExactly("c210");
        assertThat(suggester(List.of(new Decision(asked, "c210", false, null))).suggest(asked, 20))
                .extracting(Suggestion::to)
                .isNotEmpty()
                .doesNotContain("c210");
    }

    @Test
    void saysTheSameWithTheSameDecisions() {
        List<Decision> decisions = decisions(0, 120, 0);
        assertThat(suggester(decisions).suggest(asked(215, "ka"), 10))
                .isEqualTo(suggester(decisions).suggest(asked(215, "ka"), 10));
    }

    @Test
    void saysWhatTheDecisionsCameToAndWhatTheyCorrected() {
        Learned learned = suggester(decisions(0, 200, 0)).learned();
        assertThat(learned.accepted()).isEqualTo(200);
        assertThat(learned.isBelieved()).isTrue();
        assertThat(learned.tried()).isPositive();
        assertThat(learned.firstWith()).isGreaterThan(learned.firstWithout());
        assertThat(learned.tenWith()).isBetween(learned.firstWith(), learned.tried());

        Learned few = suggester(decisions(0, 20, 0)).learned();
        assertThat(few.isBelieved()).isFalse();
        assertThat(few.accepted()).isEqualTo(20);
    }

    @Test
    void theFiguresOfASuggestionMakeUpItsScore() {
        Suggestion suggestion =
                suggester(decisions(0, 200, 0)).suggest(asked(215, "ka"), 1).getFirst();
        assertThat(suggestion.figures()).extracting(Figure::name).anyMatch(name -> name.startsWith("learnt"));
        assertThat(suggestion.figures().stream()
                        .mapToDouble(figure -> figure.value() * figure.weight())
                        .sum())
                .isCloseTo(suggestion.score(), within(1e-9));
    }

    @Test
    void namesTheStatementsForWhichPeopleAcceptedTheSame() {
        List<Decision> decisions = new ArrayList<>(decisions(0, 200, 0));
        Statement twin =
                new Statement("twin", said("ka", meanings.get(215)) + " kafax", List.of(), null, null, "und", "g3");
        decisions.add(new Decision(twin, "c215", true, null));
        assertThat(suggester(decisions).suggest(asked(215, "ka"), 1).getFirst().reasons())
                .contains(new Reason.AcceptedForSimilar(List.of(twin.text())));
    }

    @Test
    void proposesTheRelationOnWhichPeopleSettleForPairsLikeThis() {
        List<Decision> decisions = IntStream.range(0, 12)
                .mapToObj(i -> new Decision(asked(i, "mo"), "c" + i, true, new SuggestedRelation("ext:teaches", false)))
                .toList();
        Suggestion same = suggester(decisions).suggest(asked(210, "mo"), 1).getFirst();
        assertThat(same.wording()).isEqualTo(SuggestedRelation.EXACT_MATCH);
        assertThat(same.relation()).isEqualTo(new SuggestedRelation("ext:teaches", false));
        assertThat(same.reasons())
                .contains(new Reason.CalledByPeople(new SuggestedRelation("ext:teaches", false), 12, 12));
        assertThat(suggester(decisions).learned().relations()).isEqualTo(1);
        assertThat(suggester(decisions).modelVersion())
                .isNotEqualTo(suggester(List.of()).modelVersion());

        Suggestion others =
                suggester(decisions.subList(0, 5)).suggest(asked(210, "mo"), 1).getFirst();
        assertThat(others.relation()).isEqualTo(SuggestedRelation.EXACT_MATCH);
    }

    @Test
    void whatWasRejectedForStatementsLikeItStandsBehindWhatWasNot() {
        // each meaning is said by two candidates in the same words; people always reject the one of the second list
        List<Statement> twice = new ArrayList<>(candidates);
        for (int i = 0; i < CANDIDATES; i++) {
            twice.add(Statement.of("d" + i, said("mo", meanings.get(i)) + " again"));
        }
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            decisions.add(new Decision(asked(i, "mo"), "c" + i, true, null));
            decisions.add(new Decision(asked(i, "mo"), "d" + i, false, null));
        }
        Statement kin = new Statement("kin", said("mo", meanings.get(5)), List.of(), null, null, "und", "g5");
        Suggester suggester = Suggester.over(
                twice, SuggesterOptions.standard().withBackground(List.of(kin)).withDecisions(decisions));
        Suggestion rejected = suggester.suggest(kin, 20).stream()
                .filter(suggestion -> suggestion.to().equals("d5"))
                .findFirst()
                .orElseThrow();
        assertThat(rejected.figures())
                .anySatisfy(figure -> assertThat(figure.name()).isEqualTo("learntAgainst"))
                .filteredOn(figure -> figure.name().equals("learntAgainst"))
                .allSatisfy(figure -> assertThat(figure.weight()).isNegative());
    }

    @Test
    void probabilitiesFallWherePeopleRejectWhatIsShownAndAcceptNothing() {
        List<Decision> decisions = decisions(0, 100, 0);
        List<Decision> more = new ArrayList<>(decisions);
        for (int i = 100; i < 200; i++) {
            Statement asked = asked(i, "ka");
            suggester(List.of())
                    .suggest(asked, 10)
                    .forEach(shown -> more.add(new Decision(asked, shown.to(), false, null)));
        }
        assertThat(sureness(suggester(more))).isLessThan(sureness(suggester(decisions)));
    }

    private double sureness(Suggester suggester) {
        return IntStream.range(200, CANDIDATES)
                .mapToDouble(i -> suggester.suggest(asked(i, "ka").inGroup("g1"), 10).stream()
                        .mapToDouble(Suggestion::probability)
                        .sum())
                .sum();
    }
}
