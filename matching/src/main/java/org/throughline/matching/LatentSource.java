package org.throughline.matching;

import java.util.List;

/** Cosine in a {@link LatentSpace}; in [-1, 1]. */
final class LatentSource implements Source {
    private final LatentSpace space;
    private final View view;
    private final Rarity rarity;
    private final Places places;

    LatentSource(LatentSpace space, List<Analysed> candidates, View view, Rarity rarity) {
        this.space = space;
        this.view = view;
        this.rarity = rarity;
        this.places = new Places(candidates.parallelStream()
                .map(candidate -> space.place(rarity.unit(view.apply(candidate))))
                .toList());
    }

    int dimensions() {
        return space.dimensions();
    }

    /** Where a candidate lies. */
    float[] place(int candidate) {
        return places.get(candidate);
    }

    /** Where all candidates lie. */
    Places places() {
        return places;
    }

    /** Where any statement lies. */
    float[] place(Analysed statement) {
        return space.place(rarity.unit(view.apply(statement)));
    }

    @Override
    public double[] scores(Analysed from) {
        return places.products(place(from));
    }
}
