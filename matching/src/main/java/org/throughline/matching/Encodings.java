package org.throughline.matching;

import java.util.ArrayList;
import java.util.List;

/** What an encoder says of candidates, which are encoded once. */
final class Encodings {
    private static final int TOGETHER = 32;

    private final TextEncoder encoder;
    private final List<float[]> places = new ArrayList<>();

    Encodings(TextEncoder encoder, List<Analysed> candidates) {
        this.encoder = encoder;
        List<String> texts =
                candidates.stream().map(one -> one.statement().text()).toList();
        for (int from = 0; from < texts.size(); from += TOGETHER) {
            places.addAll(encoder.encode(texts.subList(from, Math.min(texts.size(), from + TOGETHER))));
        }
    }

    /** How near each candidate lies to a statement, measured against all of them (z-scores). */
    double[] standings(Analysed asked) {
        float[] place = encoder.encode(List.of(asked.statement().text())).getFirst();
        double[] near = new double[places.size()];
        for (int i = 0; i < near.length; i++) {
            near[i] = LatentSpace.product(place, places.get(i));
        }
        return Scores.normal(near);
    }
}
