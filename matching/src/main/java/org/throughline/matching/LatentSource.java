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

    int dimensions() {
        return space.dimensions();
    }

    /** Where a candidate lies. */
    float[] place(int candidate) {
        return places.get(candidate);
    }

    /** Where any statement lies. */
    float[] place(Analysed statement) {
        return space.place(rarity.unit(view.apply(statement)));
    }

    @Override
    public double[] scores(Analysed from) {
        float[] asked = place(from);
        double[] scores = new double[places.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = LatentSpace.product(asked, places.get(i));
        }
        return scores;
    }
}
