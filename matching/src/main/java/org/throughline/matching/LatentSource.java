package org.throughline.matching;

import java.util.List;

/** Cosine in a {@link LatentSpace}; in [-1, 1]. */
final class LatentSource implements Source {
    private final LatentSpace space;
    private final View view;
    private final Rarity rarity;
    private final List<float[]> places;

    LatentSource(LatentSpace space, List<Analysed> candidates, View view, Rarity rarity) {
        this.space = space;
        this.view = view;
        this.rarity = rarity;
        this.places = candidates.stream()
                .map(candidate -> space.place(rarity.unit(view.apply(candidate))))
                .toList();
    }

    @Override
    public double[] scores(Analysed from) {
        float[] asked = space.place(rarity.unit(view.apply(from)));
        double[] scores = new double[places.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = product(asked, places.get(i));
        }
        return scores;
    }

    /** Four sums side by side, which the processor can keep busy with. */
    private static float product(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int k = 0;
        for (; k + 3 < one.length; k += 4) {
            a += one[k] * other[k];
            b += one[k + 1] * other[k + 1];
            c += one[k + 2] * other[k + 2];
            d += one[k + 3] * other[k + 3];
        }
        for (; k < one.length; k++) {
            a += one[k] * other[k];
        }
        return a + b + c + d;
    }
}
