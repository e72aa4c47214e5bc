package org.throughline.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Weighted terms of many documents, turned round: from each term to the documents that hold it. Scores are sums of products. */
final class Postings {
    private final Map<String, Integer> terms = new HashMap<>();
    private final int[] starts;
    private final int[] documents;
    private final float[] weights;
    private final int size;

    /** Documents are numbered as they stand in the list. */
    Postings(List<Map<String, Double>> vectors) {
        size = vectors.size();
        int entries = 0;
        for (Map<String, Double> vector : vectors) {
            entries += vector.size();
            vector.keySet().forEach(term -> terms.putIfAbsent(term, terms.size()));
        }
        starts = new int[terms.size() + 1];
        for (Map<String, Double> vector : vectors) {
            vector.keySet().forEach(term -> starts[id(term) + 1]++);
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        documents = new int[entries];
        weights = new float[entries];
        int[] next = starts.clone();
        for (int document = 0; document < size; document++) {
            for (Map.Entry<String, Double> entry : vectors.get(document).entrySet()) {
                int at = next[id(entry.getKey())]++;
                documents[at] = document;
                weights[at] = entry.getValue().floatValue();
            }
        }
    }

    private int id(String term) {
        return terms.getOrDefault(term, -1);
    }

    /** Per document the sum over the query's terms of query weight times document weight. */
    double[] scores(Map<String, Double> query) {
        double[] scores = new double[size];
        query.forEach((term, weight) -> {
            int id = id(term);
            if (id >= 0) {
                for (int at = starts[id]; at < starts[id + 1]; at++) {
                    scores[documents[at]] += weight * weights[at];
                }
            }
        });
        return scores;
    }
}
