package org.throughline.matching;

/** What the sources say of one statement about every candidate. The arrays are in the candidates' order and not to be written to. */
final class Hearing {
    private final double[] base;
    private final double[] wording;
    private final double[] company;
    private final double[] companyStanding;
    private final double[] siblings;
    private final double[] area;
    private final double[] score;

    /**
     * @param base the sources' z-scores summed, normalised again
     * @param wording cosines of character sequences
     * @param company cosines in the latent space
     * @param companyStanding their z-scores
     * @param siblings the best base among the candidates under the same parent
     * @param area the mean of the five best under the same grandparent
     * @param score base and siblings together, normalised
     */
    Hearing(
            double[] base,
            double[] wording,
            double[] company,
            double[] companyStanding,
            double[] siblings,
            double[] area,
            double[] score) {
        this.base = base;
        this.wording = wording;
        this.company = company;
        this.companyStanding = companyStanding;
        this.siblings = siblings;
        this.area = area;
        this.score = score;
    }

    double base(int candidate) {
        return base[candidate];
    }

    double wording(int candidate) {
        return wording[candidate];
    }

    double company(int candidate) {
        return company[candidate];
    }

    double companyStanding(int candidate) {
        return companyStanding[candidate];
    }

    double siblings(int candidate) {
        return siblings[candidate];
    }

    double area(int candidate) {
        return area[candidate];
    }

    double[] score() {
        return score;
    }
}
