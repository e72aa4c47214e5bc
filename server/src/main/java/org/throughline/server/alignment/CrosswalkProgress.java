package org.throughline.server.alignment;

/**
 * How far the people at a crosswalk are.
 *
 * @param requirements how many there are to decide
 * @param matched of these, how many have an accepted alignment
 * @param withoutMatch of these, how many have none although every suggestion was rejected
 * @param accepted accepted pairs
 * @param rejected rejected pairs
 * @param disputed of the requirements, of how many organizations say different things
 */
public record CrosswalkProgress(
        Crosswalk crosswalk,
        int requirements,
        int matched,
        int withoutMatch,
        int accepted,
        int rejected,
        int disputed) {
    /** Requirements that still wait for a decision. */
    public int undecided() {
        return requirements - matched - withoutMatch;
    }
}
