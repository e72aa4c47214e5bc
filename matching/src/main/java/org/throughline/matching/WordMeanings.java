package org.throughline.matching;

import java.util.List;
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

    Shares with(WordMeanings other) {
        double[] best = new double[weights.length];
        double[] othersBest = new double[other.weights.length];
        for (int i = 0; i < best.length; i++) {
            for (int j = 0; j < othersBest.length; j++) {
                // one word has one meaning, the very same array; a word that no text here has is nowhere else either
                if (meanings[i] != null && meanings[i] == other.meanings[j]) {
                    best[i] = 1;
                    othersBest[j] = 1;
                }
            }
        }
        double[] exact = best.clone();
        double[] othersExact = othersBest.clone();
        for (int i = 0; i < best.length; i++) {
            float[] meaning = meanings[i];
            for (int j = 0; meaning != null && j < othersBest.length; j++) {
                float[] others = other.meanings[j];
                if (others != null && (exact[i] < 1 || othersExact[j] < 1)) {
                    double alike = LatentSpace.product(meaning, others);
                    double counted = Math.min(1, alike * Math.abs(alike));
                    best[i] = Math.max(best[i], counted);
                    othersBest[j] = Math.max(othersBest[j], counted);
                }
            }
        }
        return new Shares(
                share(rarities, exact),
                share(weights, best),
                share(other.rarities, othersExact),
                share(other.weights, othersBest));
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
