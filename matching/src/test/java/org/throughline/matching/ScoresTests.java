package org.throughline.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoresTests {
    @Test
    void theBestAreThoseThatSortingWouldGive() {
        Random random = new Random(4);
        for (int round = 0; round < 500; round++) {
            double[] scores =
                    random.ints(random.nextInt(60), -3, 9).asDoubleStream().toArray();
            int top = random.nextInt(70);
            int[] sorted = IntStream.range(0, scores.length)
                    .filter(i -> scores[i] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -scores[i]))
                    .limit(top)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(Scores.best(scores, top)).isEqualTo(sorted);
        }
    }

    @Test
    void nothingStandsOutAmongEquals() {
        assertThat(Scores.normal(new double[300])).containsOnly(0.0);
    }
}
