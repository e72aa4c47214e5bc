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
        float[][] gradient = new float[size][size];
        for (int pair : batch) {
            float[] asked = from.get(pair);
            float[] turned = raw(asked);
            float[] shares = new float[chosen.length];
            for (int k = 0; k < size; k++) {
                add(shares, across[k], SHARPNESS * turned[k]);
            }
            softmax(shares);
            shares[Arrays.binarySearch(chosen, to[pair])] -= 1;
            float[] pull = new float[size];
            for (int c = 0; c < chosen.length; c++) {
                add(pull, candidates.get(chosen[c]), shares[c]);
            }
            for (int k = 0; k < size; k++) {
                add(gradient[k], pull, SHARPNESS * asked[k] / batch.length);
            }
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
        for (int i = 0; i < turn.length; i++) {
            add(turned, turn[i], place[i]);
        }
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

    private static void add(float[] sum, float[] vector, float weight) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += weight * vector[k];
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
