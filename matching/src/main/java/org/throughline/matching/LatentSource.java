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
            float[] place = places.get(i);
            float sum = 0;
            for (int k = 0; k < asked.length; k++) {
                sum += asked[k] * place[k];
            }
            scores[i] = sum;
        }
        return scores;
    }
}
