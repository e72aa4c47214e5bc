package org.throughline.matching;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of one statement with what each tells and means, in the order of the text; taken apart once and compared many times. */
final class WordMeanings {
    private final double[] rarities;
    private final double[] weights;
    private final float[] @Nullable [] meanings;

    /**
     * @param rarity how telling each word is
     * @param space where words lie that keep the same company
     */
    WordMeanings(Analysed statement, Rarity rarity, LatentSpace space) {
        List<String> stems = statement.words().stems();
        this.rarities = new double[stems.size()];
        this.weights = new double[stems.size()];
        this.meanings = new float[stems.size()][];
        for (int i = 0; i < rarities.length; i++) {
            rarities[i] = rarity.of(stems.get(i));
            weights[i] = rarities[i] * Analysed.fading(i);
            meanings[i] = space.meaning(stems.get(i));
        }
    }

    /**
     * How far two statements have each other's words.
     *
     * @param covered share of the one's words, weighed by rarity, that the other has too
     * @param meant the same share, fading, a word counting as far as the other has one that keeps the same company
     * @param otherCovered share of the other's words that the one has too
     * @param otherMeant the same for the other's words
     */
    record Shares(double covered, double meant, double otherCovered, double otherMeant) {}

    /** To compare these words with those of many statements, one after the other; by one thread. */
    Asked asked() {
        return new Asked();
    }

    /** The words of a statement that is compared with many: each word of theirs is weighed once, in however many of them it stands. */
    final class Asked {
        private final Map<float[], double[]> met = new IdentityHashMap<>();

        private Asked() {}

        Shares with(WordMeanings other) {
            double[] exact = new double[weights.length];
            double[] best = new double[weights.length];
            double[] othersExact = new double[other.weights.length];
            double[] othersBest = new double[other.weights.length];
            for (int j = 0; j < othersBest.length; j++) {
                float[] others = other.meanings[j];
                // a word that no text here has is nowhere else either
                if (others != null) {
                    double[] counted = met.computeIfAbsent(others, this::counted);
                    for (int i = 0; i < best.length; i++) {
                        if (meanings[i] == others) {
                            exact[i] = 1;
                            othersExact[j] = 1;
                        }
                        best[i] = Math.max(best[i], counted[i]);
                        othersBest[j] = Math.max(othersBest[j], counted[i]);
                    }
                }
            }
            return new Shares(
                    share(rarities, exact),
                    share(weights, best),
                    share(other.rarities, othersExact),
                    share(other.weights, othersBest));
        }

        /** How far a word keeps the same company as each of these: 1 where it is the same, which has one meaning, the very same array. */
        private double[] counted(float[] other) {
            double[] counted = new double[meanings.length];
            for (int i = 0; i < counted.length; i++) {
                float[] meaning = meanings[i];
                if (meaning == other) {
                    counted[i] = 1;
                } else if (meaning != null) {
                    double alike = LatentSpace.product(meaning, other);
                    counted[i] = Math.min(1, alike * Math.abs(alike));
                }
            }
            return counted;
        }
    }

    private static double share(double[] weights, double[] found) {
        double all = 0;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            all += weights[i];
            sum += weights[i] * found[i];
        }
        return all == 0 ? 0 : sum / all;
    }
}
