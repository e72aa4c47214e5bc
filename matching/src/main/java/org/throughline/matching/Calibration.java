package org.throughline.matching;

/**
 * From evidence to a probability: a logistic function of a few figures, and one rule for statements that say the same.
 *
 * <p>The constants were fitted by {@code CalibrationFit} (in the tests) on analysts' assignments of job tasks to work activities
 * in O*NET 18.1, fold {@code train}, asked against all activities and against random lists of 200 and of 40 of them, so that they
 * hold for short lists too.
 */
final class Calibration {
    /** Statements that say the same are taken for a match, short of a person's word. */
    static final double IDENTICAL = 0.97;

    private static final double[] WEIGHTS = {-4.6, 0.8, 3.7, 0.07, -0.12};

    private Calibration() {}

    /** How likely an analyst accepts the pair, in [0, 1]. */
    static double probability(Evidence evidence) {
        if (evidence.identical()) {
            return IDENTICAL;
        }
        double sum = 0;
        double[] figures = figures(evidence);
        for (int i = 0; i < figures.length; i++) {
            sum += WEIGHTS[i] * figures[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** The figures that the weights stand for, a constant 1 first. */
    static double[] figures(Evidence e) {
        return new double[] {1, e.wording(), e.company(), e.score(), e.behindBest()};
    }
}
