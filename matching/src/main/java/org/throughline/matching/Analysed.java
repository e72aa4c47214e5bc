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

    static Analysed of(Statement statement, String language) {
        String tag = statement.language() == null ? language : statement.language();
        return new Analysed(
                statement,
                Words.of(List.of(statement.text()), tag),
                Words.of(statement.context(), tag),
                Words.plain(statement.text()));
    }

    /** The statement's own stems with their counts. */
    Map<String, Double> bag() {
        Map<String, Double> bag = new HashMap<>();
        words.counts().forEach((stem, count) -> bag.put(stem, (double) count));
        return bag;
    }

    /** The same with the parents' stems added, each at a share of its count. */
    Map<String, Double> bagInArea() {
        Map<String, Double> bag = bag();
        area.counts().forEach((stem, count) -> bag.merge(stem, AREA_SHARE * count, Double::sum));
        return bag;
    }

    /** Character sequences with their counts. */
    Map<String, Double> grams() {
        Map<String, Double> bag = new HashMap<>();
        Words.grams(plain).forEach((gram, count) -> bag.put(gram, (double) count));
        return bag;
    }
}
