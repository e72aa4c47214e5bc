package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts a pool of candidates into order: a weighted sum of the {@link Evidence} of each pair.
 *
 * <p>The constants were fitted by {@code RankerFit} (in the tests): the logarithm of the share of a right answer in its pool, over
 * analysts' assignments of job tasks to work activities in O*NET 18.1, fold {@code train}. They weigh kinds of evidence, not words, so that
 * they hold for other fields and other lists. The one exception is what the votes of similar statements count for, 0.2 by hand: the fit says 0.45,
 * but where each statement has a candidate of its own, as titles and descriptions have, they mislead, and the loss there outweighs the gain here.
 */
final class Ranker {
    /** Nothing in the data says the same twice; what does comes first. */
    private static final double IDENTICAL = 8;

    /** What a standing by an encoder counts until decisions teach otherwise: no data came with one, so it stands beside the others as one of them. */
    private static final double ENCODER = 0.5;

    /** In the order of the figures. */
    private static final double[] WEIGHTS = {
        IDENTICAL, 0.421, 6.524, 2.879, 2.883, -0.149, 0.587, 0.849, 0.2, 0.043, 3.084, -0.952, ENCODER
    };

    /** What the figures are called, where they are kept; in their order. */
    private static final List<String> NAMES = List.of(
            "identical",
            "sameStart",
            "fromMeant",
            "toMeant",
            "wording",
            "companyStanding",
            "siblings",
            "area",
            "voices",
            "fellows",
            "fellowship",
            "toCovered",
            "encoder",
            "learntAlike",
            "learntExpanded",
            "learntTranslated",
            "learntVotes",
            "learntKin",
            "learntParents",
            "learntFamily",
            "learntAgainst",
            "learntOften",
            "learntKnownAlike",
            "learntKnown");

    /** The shipped constants alone. */
    static final Ranker COLD = new Ranker(WEIGHTS);

    private final double[] weights;

    /** @param weights the shipped ones first, then those of {@link Lessons.Learnt#figures}; these may be missing */
    Ranker(double[] weights) {
        this.weights = weights.clone();
    }

    /** The shipped constants, and none for what was learned. */
    static double[] before() {
        return Arrays.copyOf(WEIGHTS, WEIGHTS.length + Lessons.Learnt.SIZE);
    }

    /** Whether a figure is a vote: of similar statements that were decided about, for what was accepted for them. */
    static boolean isVote(int figure) {
        return figure >= WEIGHTS.length + Lessons.Learnt.FIRST_VOTE
                && figure < WEIGHTS.length + Lessons.Learnt.FIRST_VOTE + Lessons.Learnt.VOTES;
    }

    /** Whether a figure is a vote of similar statements against what was rejected for them. */
    static boolean isVoteAgainst(int figure) {
        return figure == WEIGHTS.length + Lessons.Learnt.AGAINST;
    }

    /** Higher is better; comparable within one list only. */
    double score(double[] figures) {
        double score = 0;
        for (int i = 0; i < Math.min(weights.length, figures.length); i++) {
            score += weights[i] * figures[i];
        }
        return score;
    }

    /** The figures that count, each with its name and its weight: their products make up the score. */
    List<Figure> named(double[] figures) {
        List<Figure> named = new ArrayList<>();
        for (int i = 0; i < Math.min(weights.length, figures.length); i++) {
            if (figures[i] != 0 && weights[i] != 0) {
                named.add(new Figure(NAMES.get(i), figures[i], weights[i]));
            }
        }
        return named;
    }

    /** The figures with those of what was learned behind them. */
    static double[] figures(Evidence evidence, double[] learnt) {
        double[] cold = figures(evidence);
        double[] all = Arrays.copyOf(cold, cold.length + learnt.length);
        System.arraycopy(learnt, 0, all, cold.length, learnt.length);
        return all;
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
            e.toCovered(),
            e.encoder()
        };
    }
}
