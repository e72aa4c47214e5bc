package org.throughline.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Weighted terms of many documents, turned round: from each term to the documents that hold it. Scores are sums of products. */
final class Postings {
    private final Map<String, Integer> terms = new HashMap<>();
    private final int[] starts;
    private final int[] documents;
    private final float[] weights;
    private final int size;

    /**
     * Documents are numbered as they stand in the list.
     *
     * @param vector the weighted terms of one; asked once of each
     */
    <T> Postings(List<T> all, Function<? super T, Map<String, Double>> vector) {
        size = all.size();
        List<int[]> theirTerms = new ArrayList<>(size);
        List<float[]> theirWeights = new ArrayList<>(size);
        Batches.each(all, vector, weighted -> {
            int[] ids = new int[weighted.size()];
            float[] theirs = new float[ids.length];
            int place = 0;
            for (Map.Entry<String, Double> entry : weighted.entrySet()) {
                ids[place] = terms.computeIfAbsent(entry.getKey(), _ -> terms.size());
                theirs[place++] = entry.getValue().floatValue();
            }
            theirTerms.add(ids);
            theirWeights.add(theirs);
        });
        starts = new int[terms.size() + 1];
        for (int[] ids : theirTerms) {
            for (int id : ids) {
                starts[id + 1]++;
            }
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        documents = new int[starts[starts.length - 1]];
        weights = new float[documents.length];
        int[] next = starts.clone();
        for (int document = 0; document < size; document++) {
            int[] ids = theirTerms.get(document);
            for (int i = 0; i < ids.length; i++) {
                int at = next[ids[i]]++;
                documents[at] = document;
                weights[at] = theirWeights.get(document)[i];
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
