package org.throughline.matching;

/**
 * From evidence to a probability: a logistic function of a few figures, and one rule for statements that say the same.
 *
 * <p>The constants were fitted by {@code CalibrationFit} (in the tests) on analysts' assignments of job tasks to work activities
 * in O*NET 18.1, fold {@code train}, asked against all activities and against random lists of 200 and of 40 of them, so that they
 * hold for short lists too. On the fold {@code dev}, a field never seen, the expected calibration error of the best ten is 0.005,
 * 0.008 and 0.010 (ten bins of equal size).
 */
final class Calibration {
    /** Statements that say the same are taken for a match, short of a person's word. */
    static final double IDENTICAL = 0.97;

    /** Of a constant, wording, what the asked and the other words mean, base, distance behind the best and share, in this order. */
    private static final double[] WEIGHTS = {-3.495, 1.596, 1.327, 0.936, 0.420, -0.186, 0.589};

    private Calibration() {}

    /** How likely an analyst accepts the pair, in [0, 1]. */
    static double probability(Evidence evidence, Standing standing) {
        if (evidence.identical()) {
            return IDENTICAL;
        }
        double sum = 0;
        double[] figures = figures(evidence, standing);
        for (int i = 0; i < figures.length; i++) {
            sum += WEIGHTS[i] * figures[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** The figures that the weights stand for, a constant 1 first. */
    static double[] figures(Evidence e, Standing s) {
        return new double[] {
            1,
            e.wording(),
            e.fromMeant(),
            e.toMeant(),
            Math.log1p(Math.max(0, e.base())),
            -s.behindBest(),
            Math.log(s.share())
        };
    }
}
