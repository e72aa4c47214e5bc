package org.throughline.matching;

/**
 * Puts a pool of candidates into order: a weighted sum of the {@link Evidence} of each pair.
 *
 * <p>The constants were fitted by {@code RankerFit} (in the tests): the logarithm of the share of a right answer in its pool, over
 * analysts' assignments of job tasks to work activities in O*NET 18.1, fold {@code train}. They weigh kinds of evidence, not words, so that
 * they hold for other fields and other lists.
 */
final class Ranker {
    /** Nothing in the data says the same twice; what does comes first. */
    private static final double IDENTICAL = 8;

    /** In the order of the figures. */
    private static final double[] WEIGHTS = {
        IDENTICAL, 0.421, 6.524, 2.879, 2.883, -0.149, 0.587, 0.849, 0.130, 0.043, 3.084, -0.952
    };

    private Ranker() {}

    /** Higher is better; comparable within one list only. */
    static double score(Evidence evidence) {
        double[] figures = figures(evidence);
        double score = 0;
        for (int i = 0; i < figures.length; i++) {
            score += WEIGHTS[i] * figures[i];
        }
        return score;
    }

    /** The figures that the weights stand for. */
    static double[] figures(Evidence e) {
        return new double[] {
            e.identical() ? 1 : 0,
            e.sameStart() ? 1 : 0,
            e.fromMeant(),
            e.toMeant(),
            e.wording(),
            e.companyStanding(),
            Math.sqrt(e.siblings()),
            Math.sqrt(e.area()),
            e.voices(),
            e.fellows(),
            e.fellowship(),
            e.toCovered()
        };
    }
}
