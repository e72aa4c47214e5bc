package org.throughline.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How telling a term is: the rarer among the documents, the more. */
final class Rarity {
    private final Map<String, Integer> documentsWith = new HashMap<>();
    /** By how many documents have a term. */
    private final double[] rarities;

    /** @param view what of each document is counted */
    Rarity(List<Analysed> corpus, Source.View view) {
        Batches.each(corpus, view, bag -> bag.keySet().forEach(term -> documentsWith.merge(term, 1, Integer::sum)));
        int documents = corpus.size();
        rarities = IntStream.rangeClosed(0, documents)
                .mapToDouble(with -> Math.log(1 + (documents - with + 0.5) / (with + 0.5)))
                .toArray();
    }

    /** Inverse document frequency as BM25 has it (Robertson and Spärck Jones, kept positive by the 1 inside). */
    double of(String term) {
        return rarities[documentsWith.getOrDefault(term, 0)];
    }

    /** The bag's terms weighted by (1 + ln count) times rarity, scaled to length 1; an empty bag stays empty. */
    Map<String, Double> unit(Map<String, Double> bag) {
        Map<String, Double> weights = new HashMap<>();
        double squares = 0;
        for (Map.Entry<String, Double> entry : bag.entrySet()) {
            double count = entry.getValue();
            double weight = (count > 1 ? 1 + Math.log(count) : count) * of(entry.getKey());
            weights.put(entry.getKey(), weight);
            squares += weight * weight;
        }
        double length = Math.sqrt(squares);
        weights.replaceAll((term, weight) -> weight / length);
        return weights;
    }
}
