package org.throughline.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sources' common opinion on one statement, before its neighbours are heard. */
final class Opinion {
    private static final int LATENT_DIMENSIONS = 200;
    /** What the best of a candidate's siblings adds to it: where one child fits, its parent's other children may. */
    private static final double SIBLINGS_SHARE = 0.3;

    private static final int BEST_OF_AREA = 5;

    private final Source words;
    private final Source bag;
    private final Source wording;
    private final Source pairs;
    private final LatentSource latent;
    private final LatentSpace space;
    private final int[] family;
    private final int[] area;

    /**
     * @param candidates what is to be scored
     * @param corpus candidates and background
     */
    Opinion(List<Analysed> candidates, List<Analysed> corpus, Rarity words, Rarity grams) {
        Rarity together = new Rarity(corpus, Analysed::pairs);
        this.space = new LatentSpace(
                corpus.parallelStream().map(Analysed::bag).map(words::unit).toList(),
                Math.min(LATENT_DIMENSIONS, corpus.size() / 3));
        this.latent = new LatentSource(space, candidates, Analysed::bag, words);
        this.words = Source.bm25(candidates, Analysed::bag, words);
        this.bag = Source.cosine(candidates, Analysed::bag, words);
        this.wording = Source.cosine(candidates, Analysed::grams, grams);
        this.pairs = Source.cosine(candidates, Analysed::pairs, together);
        this.family = families(candidates, 0);
        this.area = families(candidates, 1);
    }

    /** One score per candidate: the sources' z-scores summed, the best sibling's share added, normalised again. */
    double[] of(Analysed from) {
        return hear(from).score();
    }

    /** What each source says, and all of them together. */
    Hearing hear(Analysed from) {
        double[] alike = wording.scores(from);
        double[] company = latent.scores(from);
        double[] companyStanding = Scores.normal(company);
        double[] sum = new double[family.length];
        Scores.addNormal(sum, 1, words.scores(from));
        Scores.addNormal(sum, 1, bag.scores(from));
        Scores.addNormal(sum, 1, alike);
        Scores.addNormal(sum, 0.5, pairs.scores(from));
        Scores.add(sum, 1, companyStanding);
        double[] base = Scores.normal(sum);
        double[] siblings = best(base, family, 1);
        double[] score = base.clone();
        Scores.add(score, SIBLINGS_SHARE, siblings);
        return new Hearing(
                base, alike, company, companyStanding, siblings, best(base, area, BEST_OF_AREA), Scores.normal(score));
    }

    /** Per candidate the mean of the best so many of its family, each at least 0. */
    private static double[] best(double[] scores, int[] family, int many) {
        double[] best = new double[scores.length * many];
        for (int i = 0; i < scores.length; i++) {
            int first = family[i] * many;
            double score = scores[i];
            for (int at = first; at < first + many && score > 0; at++) {
                if (score > best[at]) {
                    double weaker = best[at];
                    best[at] = score;
                    score = weaker;
                }
            }
        }
        double[] mean = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            int first = family[i] * many;
            for (int at = first; at < first + many; at++) {
                mean[i] += best[at] / many;
            }
        }
        return mean;
    }

    LatentSource latent() {
        return latent;
    }

    LatentSpace space() {
        return space;
    }

    /** Per candidate a number that it shares with the candidates under an ancestor of the same wording, so many steps above the parent or the last one below. */
    static int[] families(List<Analysed> candidates, int above) {
        Map<String, Integer> first = new HashMap<>();
        List<Integer> families = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            List<String> parents = candidates.get(i).statement().context();
            int own = i;
            families.add(
                    parents.isEmpty()
                            ? own
                            : first.computeIfAbsent(parents.get(Math.min(above, parents.size() - 1)), parent -> own));
        }
        return families.stream().mapToInt(Integer::intValue).toArray();
    }
}
