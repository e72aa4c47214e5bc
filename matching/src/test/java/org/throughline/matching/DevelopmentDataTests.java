package org.throughline.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How good suggestions are where analysts have answered: a field never seen, no decision known. */
class DevelopmentDataTests {
    @Test
    void findsWhatAnalystsFoundInAFieldNeverSeen() throws Exception {
        Optional<Path> folder = OnetDevelopmentData.folder();
        assumeTrue(folder.isPresent(), "the development data (../shared/data/onet) does not stand beside the project");
        OnetDevelopmentData data = OnetDevelopmentData.read(folder.orElseThrow());
        Map<Statement, Set<String>> dev = data.fold("dev");
        Suggester suggester = Suggester.over(
                data.activities(), SuggesterOptions.standard().withBackground(List.copyOf(dev.keySet())));

        List<Answer> answers = dev.keySet().parallelStream()
                .map(task -> new Answer(suggester.suggest(task, 20), dev.getOrDefault(task, Set.of())))
                .toList();
        double recall = mean(answers, Answer::recallAt10);
        double rank = mean(answers, Answer::reciprocalRank);
        double error = promisesBroken(answers);

        System.out.printf("new field, no decisions: R@10 %.3f, MRR %.3f, ECE %.3f%n", recall, rank, error);
        assertThat(recall).as("R@10").isGreaterThanOrEqualTo(0.53);
        assertThat(rank).as("MRR").isGreaterThanOrEqualTo(0.34);
        assertThat(error).as("calibration error of the best ten").isLessThanOrEqualTo(0.02);
    }

    private record Answer(List<Suggestion> suggestions, Set<String> right) {
        boolean isRight(int place) {
            return right.contains(suggestions.get(place).to());
        }

        double recallAt10() {
            return best10().filter(this::isRight).count() / (double) right.size();
        }

        double reciprocalRank() {
            return IntStream.range(0, suggestions.size())
                    .filter(this::isRight)
                    .mapToDouble(place -> 1.0 / (place + 1))
                    .findFirst()
                    .orElse(0);
        }

        IntStream best10() {
            return IntStream.range(0, Math.min(10, suggestions.size()));
        }
    }

    private record Promise(double probability, boolean kept) {}

    /** Expected calibration error: ten bins of equal size, mean distance between promised and kept. */
    private static double promisesBroken(List<Answer> answers) {
        List<Promise> promises = answers.stream()
                .flatMap(answer -> answer.best10()
                        .mapToObj(place ->
                                new Promise(answer.suggestions().get(place).probability(), answer.isRight(place))))
                .sorted(Comparator.comparingDouble(Promise::probability))
                .toList();
        double error = 0;
        for (int bin = 0; bin < 10; bin++) {
            List<Promise> part = promises.subList(promises.size() * bin / 10, promises.size() * (bin + 1) / 10);
            double promised = part.stream().mapToDouble(Promise::probability).sum();
            double kept = part.stream().filter(Promise::kept).count();
            error += Math.abs(promised - kept) / promises.size();
        }
        return error;
    }

    private static double mean(List<Answer> answers, ToDoubleFunction<Answer> figure) {
        return answers.stream().mapToDouble(figure).average().orElse(0);
    }
}
