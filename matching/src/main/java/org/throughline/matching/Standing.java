package org.throughline.matching;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a pair stands in its pool.
 *
 * @param score by {@link Ranker}; comparable within one list only
 * @param behindBest how far it lies behind the best candidate's score, at least 0
 * @param share in (0, 1]: of the pool, when each candidate's claim grows exponentially with its score
 */
record Standing(double score, double behindBest, double share) {

    /** The standings of a whole pool, in its order. */
    static List<Standing> of(List<Double> scores) {
        double best = scores.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double all =
                scores.stream().mapToDouble(score -> Math.exp(score - best)).sum();
        return scores.stream()
                .map(score -> new Standing(score, best - score, Math.exp(score - best) / all))
                .toList();
    }

    /** The places of the best so many, highest first, equal ones in their order. */
    static IntStream best(List<Standing> standings, int top) {
        return IntStream.range(0, standings.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -standings.get(i).score()))
                .limit(top)
                .mapToInt(Integer::intValue);
    }
}
