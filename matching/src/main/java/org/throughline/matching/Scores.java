package org.throughline.matching;

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
        double[] normal = new double[scores.length];
        addNormal(normal, 1, scores);
        return normal;
    }

    /** Adds {@code weight} times the {@link #normal} scores to the first. */
    static void addNormal(double[] sum, double weight, double[] scores) {
        int filled = Math.max(scores.length, SHORT_LIST);
        double mean = sum(scores) / filled;
        double deviation = Math.sqrt(Math.max(0, squares(scores) / filled - mean * mean));
        if (deviation > 1e-12) {
            double scale = weight / deviation;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (scores[i] - mean) * scale;
            }
        }
    }

    // four sums side by side, which the processor can keep busy with

    private static double sum(double[] scores) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < scores.length; i += 4) {
            a += scores[i];
            b += scores[i + 1];
            c += scores[i + 2];
            d += scores[i + 3];
        }
        for (; i < scores.length; i++) {
            a += scores[i];
        }
        return a + b + c + d;
    }

    private static double squares(double[] scores) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < scores.length; i += 4) {
            a += scores[i] * scores[i];
            b += scores[i + 1] * scores[i + 1];
            c += scores[i + 2] * scores[i + 2];
            d += scores[i + 3] * scores[i + 3];
        }
        for (; i < scores.length; i++) {
            a += scores[i] * scores[i];
        }
        return a + b + c + d;
    }

    /** Adds {@code weight} times the others to the first. */
    static void add(double[] sum, double weight, double[] others) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * others[i];
        }
    }

    /** The indices of the highest scores above 0, highest first, equal ones in their order. */
    static int[] best(double[] scores, int top) {
        // a heap whose root is the weakest of the best so far: most scores are looked at once and passed over
        int[] heap = new int[Math.min(top, scores.length)];
        int size = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > 0) {
                if (size < heap.length) {
                    heap[size++] = i;
                    rise(heap, size - 1, scores);
                } else if (size > 0 && isWeaker(heap[0], i, scores)) {
                    heap[0] = i;
                    sink(heap, size, scores);
                }
            }
        }
        int[] best = new int[size];
        for (int place = size - 1; place >= 0; place--) {
            best[place] = heap[0];
            heap[0] = heap[--size];
            sink(heap, size, scores);
        }
        return best;
    }

    private static boolean isWeaker(int one, int other, double[] scores) {
        return scores[one] < scores[other] || (scores[one] == scores[other] && one > other);
    }

    private static void rise(int[] heap, int place, double[] scores) {
        int at = place;
        while (at > 0 && isWeaker(heap[at], heap[(at - 1) / 2], scores)) {
            exchange(heap, at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private static void sink(int[] heap, int size, double[] scores) {
        int at = 0;
        while (true) {
            int weakest = at;
            for (int below = 2 * at + 1; below <= 2 * at + 2; below++) {
                if (below < size && isWeaker(heap[below], heap[weakest], scores)) {
                    weakest = below;
                }
            }
            if (weakest == at) {
                return;
            }
            exchange(heap, at, weakest);
            at = weakest;
        }
    }

    private static void exchange(int[] heap, int one, int other) {
        int kept = heap[one];
        heap[one] = heap[other];
        heap[other] = kept;
    }
}
