package org.throughline.server.alignment;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/**
 * In which order questions are asked: the one whose answer helps most comes first. How much an answer helps is the product of two things.
 *
 * <ul>
 *   <li><b>How uncertain it is</b>, in [0, 1]: the entropy of "which of the best three suggestions is the first right one, or none of them",
 *       by their probabilities taken as independent, over the most that it can be (two bits).
 *   <li><b>How much hangs on it</b>, at least 1: 1, and the binary logarithm of 1 plus the talent needs and achievements that rest on it, and
 *       the share of its part of the tree (the leaves below its parent) that has no match yet.
 * </ul>
 *
 * <p>A disputed requirement is as uncertain as can be. One without an open suggestion has nothing to ask and comes last. At equal worth the
 * framework's own order decides, so that the order is always the same. The level is left out: every framework has its own words for it.
 */
public final class QuestionOrder {
    private static final int BEST = 3;
    private static final double MOST_BITS = 2;

    private final Map<ItemUri, Double> missing;

    private QuestionOrder(Map<ItemUri, Double> missing) {
        this.missing = missing;
    }

    /** The questions that help most first. */
    public static List<Question> of(List<Question> inTreeOrder) {
        QuestionOrder order = new QuestionOrder(missing(inTreeOrder));
        Map<ItemUri, Double> worth = new HashMap<>();
        inTreeOrder.forEach(question -> worth.put(question.requirement().uri(), order.worth(question)));
        return inTreeOrder.stream()
                .sorted(Comparator.comparingDouble((Question question) ->
                                worth.getOrDefault(question.requirement().uri(), 0.0))
                        .reversed())
                .toList();
    }

    private double worth(Question question) {
        return uncertainty(question) * consequence(question.cited(), missing.getOrDefault(part(question), 0.0));
    }

    private static double uncertainty(Question question) {
        return question.disputed() > 0 ? 1 : uncertainty(question.open());
    }

    /**
     * How uncertain it is which suggestion is right, in [0, 1].
     *
     * @param probabilities of the open suggestions, best first
     */
    public static double uncertainty(List<Double> probabilities) {
        double none = 1;
        double bits = 0;
        for (double probability : probabilities.stream().limit(BEST).toList()) {
            bits += bits(none * probability);
            none *= 1 - probability;
        }
        return probabilities.isEmpty() ? 0 : (bits + bits(none)) / MOST_BITS;
    }

    /**
     * How much hangs on a requirement, at least 1.
     *
     * @param cited how many talent needs and achievements rest on it
     * @param missing the share of its part of the tree that has no match, in [0, 1]
     */
    public static double consequence(int cited, double missing) {
        return 1 + log2(1.0 + cited) + missing;
    }

    private static Map<ItemUri, Double> missing(List<Question> questions) {
        Map<ItemUri, int[]> counts = new HashMap<>();
        for (Question question : questions) {
            int[] count = counts.computeIfAbsent(part(question), _ -> new int[2]);
            count[0] += question.accepted() > 0 ? 0 : 1;
            count[1]++;
        }
        Map<ItemUri, Double> shares = new HashMap<>();
        counts.forEach((part, count) -> shares.put(part, (double) count[0] / count[1]));
        return shares;
    }

    /** The parent, or the requirement itself at the top of a tree. */
    private static ItemUri part(Question question) {
        List<FrameworkItem> above = question.above();
        return above.isEmpty() ? question.requirement().uri() : above.getLast().uri();
    }

    private static double bits(double probability) {
        return probability <= 0 ? 0 : -probability * log2(probability);
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }
}
