package org.throughline.matching;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How the statements that are asked about have to be turned in the latent space so that they lie where their right candidates lie: what people
 * call one thing here and another thing there comes together.
 *
 * <p>A square matrix, the identity at first, by which the logarithm of the right candidate's share among a sample of others grows (sampled
 * softmax), in small steps (AdaGrad: Duchi, Hazan and Singer 2011). The same pairs give the same matrix.
 */
final class Likeness {
    private static final int EPOCHS = 6;
    private static final int BATCH = 64;
    private static final int OTHERS = 400;
    private static final float SHARPNESS = 12;
    private static final float STEP = 0.05f;
    private static final float RIDGE = 1e-4f;
    private static final long SEED = 20210601;

    private final float[][] turn;

    private Likeness(float[][] turn) {
        this.turn = turn;
    }

    /**
     * @param from places of the statements asked about
     * @param to the number of each one's right candidate
     * @param candidates places of all candidates
     */
    static Likeness learnt(List<float[]> from, int[] to, List<float[]> candidates) {
        int size = candidates.isEmpty() ? 0 : candidates.getFirst().length;
        Likeness likeness = new Likeness(new float[size][size]);
        float[][] history = new float[size][size];
        for (float[] row : history) {
            Arrays.fill(row, 1e-6f);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        int[] order = IntStream.range(0, to.length).toArray();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            shuffle(order, random);
            for (int start = 0; start < order.length; start += BATCH) {
                int[] batch = Arrays.copyOfRange(order, start, Math.min(order.length, start + BATCH));
                likeness.learn(batch, from, to, candidates, history, random);
            }
        }
        return likeness;
    }

    private void learn(
            int[] batch,
            List<float[]> from,
            int[] to,
            List<float[]> candidates,
            float[][] history,
            SplittableRandom random) {
        int[] chosen = IntStream.concat(
                        Arrays.stream(batch).map(pair -> to[pair]),
                        IntStream.generate(() -> random.nextInt(candidates.size()))
                                .limit(Math.min(OTHERS, candidates.size())))
                .distinct()
                .sorted()
                .toArray();
        int size = turn.length;
        float[][] across = new float[size][chosen.length];
        for (int c = 0; c < chosen.length; c++) {
            float[] place = candidates.get(chosen[c]);
            for (int k = 0; k < size; k++) {
                across[k][c] = place[k];
            }
        }
        float[][] near = new float[chosen.length][];
        Arrays.setAll(near, c -> candidates.get(chosen[c]));
        float[][] pulls = new float[batch.length][size];
        for (int pair = 0; pair < batch.length; pair++) {
            float[] turned = raw(from.get(batch[pair]));
            for (int k = 0; k < size; k++) {
                turned[k] *= SHARPNESS;
            }
            float[] shares = new float[chosen.length];
            addAll(shares, across, turned);
            softmax(shares);
            shares[Arrays.binarySearch(chosen, to[batch[pair]])] -= 1;
            addAll(pulls[pair], near, shares);
        }
        float[][] gradient = new float[size][size];
        float[] weights = new float[batch.length];
        for (int k = 0; k < size; k++) {
            for (int pair = 0; pair < batch.length; pair++) {
                weights[pair] = SHARPNESS * from.get(batch[pair])[k] / batch.length;
            }
            addAll(gradient[k], pulls, weights);
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                float slope = gradient[i][k] + RIDGE * turn[i][k];
                history[i][k] += slope * slope;
                turn[i][k] -= STEP * slope / (float) Math.sqrt(history[i][k]);
            }
        }
    }

    /** A place, turned and scaled to length 1. */
    float[] turned(float[] place) {
        float[] turned = raw(place);
        LatentSpace.scaleToOne(turned);
        return turned;
    }

    private float[] raw(float[] place) {
        float[] turned = place.clone();
        addAll(turned, turn, place);
        return turned;
    }

    private static void softmax(float[] scores) {
        float best = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            best = Math.max(best, score);
        }
        float sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.exp(scores[i] - best);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
    }

    /** Adds each vector times its weight, in their order; four at a stroke, so that the sums are fetched and put back once for all four. */
    private static void addAll(float[] sums, float[][] vectors, float[] weights) {
        int v = 0;
        for (; v + 3 < vectors.length; v += 4) {
            add(sums, vectors[v], vectors[v + 1], vectors[v + 2], vectors[v + 3], weights, v);
        }
        for (; v < vectors.length; v++) {
            float[] vector = vectors[v];
            float weight = weights[v];
            for (int k = 0; k < sums.length; k++) {
                sums[k] += weight * vector[k];
            }
        }
    }

    private static void add(float[] sums, float[] a, float[] b, float[] c, float[] d, float[] weights, int at) {
        float ofA = weights[at];
        float ofB = weights[at + 1];
        float ofC = weights[at + 2];
        float ofD = weights[at + 3];
        for (int k = 0; k < sums.length; k++) {
            sums[k] = sums[k] + ofA * a[k] + ofB * b[k] + ofC * c[k] + ofD * d[k];
        }
    }

    private static void shuffle(int[] numbers, SplittableRandom random) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = kept;
        }
    }
}
