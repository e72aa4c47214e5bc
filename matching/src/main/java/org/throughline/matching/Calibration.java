package org.throughline.matching;

import java.util.Arrays;
import java.util.List;

/**
 * From evidence to a probability: a logistic function of a few figures, and one rule for statements that say the same.
 *
 * <p>The constants were fitted by {@code CalibrationFit} (in the tests) on analysts' assignments of job tasks to work activities
 * in O*NET 18.1, fold {@code train}, asked against all activities and against random lists of 200 and of 40 of them, so that they
 * hold for short lists too. On the fold {@code dev}, a field never seen, the expected calibration error of the best ten is 0.007,
 * 0.007 and 0.010 (ten bins of equal size).
 */
final class Calibration {
    /** Statements that say the same are taken for a match, short of a person's word. */
    static final double IDENTICAL = 0.97;

    /** So many of the best are judged. */
    static final int JUDGED = 10;
    /** How firmly the weights are held to the shipped ones, in judged pairs about a figure of spread 1. */
    private static final double FIRMNESS = 10;

    private static final int ROUNDS = 25;

    /**
     * The shipped constants: of a constant, wording, what the asked and the other words mean, base, distance behind the best and share, in this
     * order.
     */
    static final Calibration COLD = new Calibration(new double[] {-3.571, 1.602, 1.403, 0.964, 0.423, -0.201, 0.596});

    private final double[] weights;

    private Calibration(double[] weights) {
        this.weights = weights;
    }

    /** A pair that was shown, in figures, and whether it was accepted. The figures are not to be written to. */
    static final class Judged {
        private final double[] figures;
        private final boolean right;

        Judged(double[] figures, boolean right) {
            this.figures = figures;
            this.right = right;
        }

        boolean right() {
            return right;
        }
    }

    /** How likely people accept the pair, in [0, 1]. */
    double probability(Evidence evidence, Standing standing) {
        return evidence.identical() ? IDENTICAL : logistic(figures(evidence, standing));
    }

    double probability(Judged judged) {
        return logistic(judged.figures);
    }

    private double logistic(double[] figures) {
        return 1 / (1 + Math.exp(-ShareFit.score(figures, weights)));
    }

    /** Weights fitted to judged pairs by Newton's method on the logarithm of their likelihood, held to these. */
    Calibration fitted(List<Judged> judged) {
        int size = weights.length;
        Calibration fitted = new Calibration(weights.clone());
        for (int round = 0; round < ROUNDS; round++) {
            double[] gradient = new double[size];
            double[][] curvature = new double[size][size];
            for (Judged each : judged) {
                double promised = fitted.logistic(each.figures);
                double miss = (each.right ? 1 : 0) - promised;
                for (int i = 0; i < size; i++) {
                    gradient[i] += miss * each.figures[i];
                    for (int j = 0; j < size; j++) {
                        curvature[i][j] += promised * (1 - promised) * each.figures[i] * each.figures[j];
                    }
                }
            }
            for (int i = 0; i < size; i++) {
                gradient[i] -= FIRMNESS * (fitted.weights[i] - weights[i]);
                curvature[i][i] += FIRMNESS;
            }
            double[] step = ShareFit.solve(curvature, gradient);
            for (int i = 0; i < size; i++) {
                fitted.weights[i] += step[i];
            }
        }
        return fitted;
    }

    @Override
    public String toString() {
        return Arrays.toString(weights);
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
