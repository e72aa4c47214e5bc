package org.throughline.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A statement taken apart once, for all sources.
 *
 * @param words of the text
 * @param area words of its parents' texts
 * @param plain the text's letters and digits alone
 */
record Analysed(Statement statement, Words words, Words area, String plain) {
    /** What a parent's word counts beside a word of the statement itself. */
    private static final double AREA_SHARE = 0.3;
    /** Statements say the main thing first: each further word counts this much less, down to a floor. */
    private static final double FADING = 0.07;

    private static final double FAINTEST = 0.3;
    /** Two words count as a pair when fewer than this many stems lie between them. */
    private static final int PAIR_REACH = 7;

    static Analysed of(Statement statement, String language) {
        String tag = statement.language() == null ? language : statement.language();
        return new Analysed(
                statement,
                Words.of(List.of(statement.text()), tag),
                Words.of(statement.context(), tag),
                Words.plain(statement.text()));
    }

    /** Stems of the statement, fading, and of its parents, at a share. */
    Map<String, Double> bag() {
        return bag(AREA_SHARE);
    }

    /** Stems of the statement alone, fading. */
    Map<String, Double> ownBag() {
        return bag(0);
    }

    /** Stems of its parents alone. */
    Map<String, Double> parentsBag() {
        Map<String, Double> bag = new HashMap<>();
        area.counts().forEach((stem, count) -> bag.put(stem, count.doubleValue()));
        return bag;
    }

    private Map<String, Double> bag(double areaShare) {
        Map<String, Double> bag = new HashMap<>();
        int position = 0;
        for (Map.Entry<String, Integer> entry : words.counts().entrySet()) {
            bag.put(entry.getKey(), entry.getValue() * fading(position++));
        }
        if (areaShare > 0) {
            area.counts().forEach((stem, count) -> bag.merge(stem, areaShare * count, Double::sum));
        }
        return bag;
    }

    /** Sequences of 3 to 5 characters within words, fading. */
    Map<String, Double> grams() {
        Map<String, Double> bag = new HashMap<>();
        int position = 0;
        for (String word : plain.split(" ")) {
            double weight = fading(position++);
            Words.grams(word, gram -> bag.merge(gram, weight, Double::sum));
        }
        return bag;
    }

    /** Pairs of stems that stand near each other, in either order: what is done, and to what. */
    Map<String, Double> pairs() {
        List<String> stems = words.stems();
        Map<String, Double> pairs = new HashMap<>();
        for (int i = 0; i < stems.size(); i++) {
            for (int j = i + 1; j < Math.min(stems.size(), i + 1 + PAIR_REACH); j++) {
                String one = stems.get(i);
                String other = stems.get(j);
                pairs.put(one.compareTo(other) < 0 ? one + " " + other : other + " " + one, 1.0);
            }
        }
        return pairs;
    }

    /** What a word at this place counts, from 0. */
    static double fading(int position) {
        return Math.max(FAINTEST, Math.exp(-FADING * position));
    }
}
