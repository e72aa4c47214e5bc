package org.throughline.matching;

/**
 * What a suggester made of the decisions that it was given.
 *
 * @param accepted accepted pairs of these candidates
 * @param rejected rejected pairs
 * @param trust in [0, 1]: how far what was learned is believed; 0: not at all, everything is as without decisions
 * @param tried decided statements on which it was tried, each with lessons from others only
 * @param firstWithout of these, for how many the first suggestion was right without the lessons
 * @param firstWith the same with the lessons
 * @param tenWithout of these, for how many a right one stood among the first ten without the lessons
 * @param tenWith the same with the lessons
 * @param relations of how many relations for which a wording may speak people mostly chose another
 */
public record Learned(
        int accepted,
        int rejected,
        double trust,
        int tried,
        int firstWithout,
        int firstWith,
        int tenWithout,
        int tenWith,
        int relations) {
    /** With fewer accepted pairs nothing is learned. */
    public static final int FEWEST = 30;

    /** What was never tried. */
    static Learned nothing(int accepted, int rejected, int relations) {
        return new Learned(accepted, rejected, 0, 0, 0, 0, 0, 0, relations);
    }

    /** Whether anything that was learned is believed. */
    public boolean isBelieved() {
        return trust > 0;
    }
}
