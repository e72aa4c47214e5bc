package org.throughline.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One cheap opinion on how alike a statement and each candidate are. */
interface Source {
    /** One score per candidate, in the candidates' order; 0 where nothing speaks for it. Scores of two sources do not compare. */
    double[] scores(Analysed from);

    /** Which view of a statement a source looks at. */
    interface View extends Function<Analysed, Map<String, Double>> {}

    /** BM25 over a view (k1 1.2, b 0.75). */
    static Source bm25(List<Analysed> candidates, View view, Rarity rarity) {
        double[] lengths = candidates.parallelStream()
                .mapToDouble(candidate -> length(view.apply(candidate)))
                .toArray();
        double mean = Arrays.stream(lengths).average().orElse(1);
        Postings postings = new Postings(candidates, candidate -> {
            Map<String, Double> bag = view.apply(candidate);
            double room = 1.2 * (0.25 + 0.75 * length(bag) / mean);
            Map<String, Double> weights = new HashMap<>();
            bag.forEach((term, count) -> weights.put(term, rarity.of(term) * 2.2 * count / (count + room)));
            return weights;
        });
        return from -> postings.scores(view.apply(from));
    }

    /** Cosine of TF-IDF weights over a view; in [0, 1]. */
    static Source cosine(List<Analysed> candidates, View view, Rarity rarity) {
        Postings postings = new Postings(candidates, view.andThen(rarity::unit));
        return from -> postings.scores(rarity.unit(view.apply(from)));
    }

    private static double length(Map<String, Double> bag) {
        return bag.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
