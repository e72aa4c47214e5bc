package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

class QuestionOrderTests {
    private static final FrameworkId FRAMEWORK = new FrameworkId(UUID.randomUUID());

    private static FrameworkItem item(String name, boolean leaf) {
        return new FrameworkItem(
                new ItemUri("https://case.example/" + name),
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                FRAMEWORK,
                "Test",
                name,
                name,
                null,
                null,
                "en",
                List.of(),
                leaf ? 1 : 0,
                leaf);
    }

    private static Question question(
            String name, String part, List<Double> open, int accepted, int disputed, int cited) {
        return new Question(
                item(name, true), List.of(item(part, false)), open, accepted, 0, disputed, 0, 0, 0, false, cited);
    }

    private static List<String> order(Question... questions) {
        return QuestionOrder.of(List.of(questions)).stream()
                .map(one -> one.requirement().statement())
                .toList();
    }

    @Test
    void isMostUncertainWhereTheBestSuggestionsAreCloseCalls() {
        assertThat(QuestionOrder.uncertainty(List.of())).isZero();
        assertThat(QuestionOrder.uncertainty(List.of(1.0))).isZero();
        assertThat(QuestionOrder.uncertainty(List.of(0.5))).as("one bit of two").isCloseTo(0.5, within(1e-9));
        assertThat(QuestionOrder.uncertainty(List.of(0.25, 1.0 / 3, 0.5)))
                .as("four answers of the same probability")
                .isCloseTo(1, within(1e-9));
        assertThat(QuestionOrder.uncertainty(List.of(0.5))).isGreaterThan(QuestionOrder.uncertainty(List.of(0.95)));
    }

    @Test
    void weighsWhatRestsOnARequirementAndHowEmptyItsPartIs() {
        assertThat(QuestionOrder.consequence(0, 0)).isEqualTo(1);
        assertThat(QuestionOrder.consequence(3, 0)).isEqualTo(3);
        assertThat(QuestionOrder.consequence(0, 0.5)).isEqualTo(1.5);
    }

    @Test
    void asksFirstWhatIsUncertainAndMatters() {
        assertThat(order(
                        question("sure", "p", List.of(0.97), 0, 0, 0),
                        question("nothing to ask", "p", List.of(), 0, 0, 9),
                        question("close", "p", List.of(0.5, 0.4), 0, 0, 0),
                        question("close and needed", "p", List.of(0.5, 0.4), 0, 0, 4),
                        question("disputed", "p", List.of(), 0, 1, 4)))
                .containsExactly("disputed", "close and needed", "close", "sure", "nothing to ask");
    }

    @Test
    void prefersThePartOfTheTreeThatHasFewerMatchesAndElseTheFrameworksOrder() {
        assertThat(order(
                        question("a1", "covered", List.of(0.5), 0, 0, 0),
                        question("a2", "covered", List.of(), 1, 0, 0),
                        question("b1", "empty", List.of(0.5), 0, 0, 0),
                        question("b2", "empty", List.of(0.5), 0, 0, 0)))
                .containsExactly("b1", "b2", "a1", "a2");
    }
}
