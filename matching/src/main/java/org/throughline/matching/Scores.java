package org.throughline.matching;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Arithmetic on one score per candidate. */
final class Scores {
    /** A list shorter than this is filled up in thought with candidates that share nothing. */
    private static final int SHORT_LIST = 200;

    private Scores() {}

    /**
     * Scores measured against their own mean and spread over all candidates (z-scores); all zero where nothing stands out. Among
     * three candidates nobody could stand out by much, hence the filling up of short lists.
     */
    static double[] normal(double[] scores) {
        double sum = 0;
        double squares = 0;
        for (double score : scores) {
            sum += score;
            squares += score * score;
        }
        int filled = Math.max(scores.length, SHORT_LIST);
        double mean = sum / filled;
        double deviation = Math.sqrt(Math.max(0, squares / filled - mean * mean));
        double[] normal = new double[scores.length];
        for (int i = 0; i < scores.length && deviation > 1e-12; i++) {
            normal[i] = (scores[i] - mean) / deviation;
        }
        return normal;
    }

    /** Adds {@code weight} times the others to the first. */
    static void add(double[] sum, double weight, double[] others) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * others[i];
        }
    }

    /** The indices of the highest scores above 0, highest first, equal ones in their order. */
    static int[] best(double[] scores, int top) {
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .limit(top)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
