package org.throughline.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

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
        // one beside the other: the latent space is found by one thread, and takes as long as the rest together
        CompletableFuture<Source> ofWords =
                CompletableFuture.supplyAsync(() -> Source.bm25(candidates, Analysed::bag, words));
        CompletableFuture<Source> ofBag =
                CompletableFuture.supplyAsync(() -> Source.cosine(candidates, Analysed::bag, words));
        CompletableFuture<Source> ofWording =
                CompletableFuture.supplyAsync(() -> Source.cosine(candidates, Analysed::grams, grams));
        CompletableFuture<Source> ofPairs = CompletableFuture.supplyAsync(
                () -> Source.cosine(candidates, Analysed::pairs, new Rarity(corpus, Analysed::pairs)));
        this.space = new LatentSpace(
                corpus.parallelStream().map(Analysed::bag).map(words::unit).toList(),
                Math.min(LATENT_DIMENSIONS, corpus.size() / 3));
        this.latent = new LatentSource(space, candidates, Analysed::bag, words);
        this.words = ofWords.join();
        this.bag = ofBag.join();
        this.wording = ofWording.join();
        this.pairs = ofPairs.join();
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
        int families = Arrays.stream(family).max().orElse(-1) + 1;
        double[] best = new double[families * many];
        for (int i = 0; i < scores.length; i++) {
            int first = family[i] * many;
            double score = scores[i];
            int last = first + many - 1;
            for (int at = first; at <= last && score > best[last]; at++) {
                if (score > best[at]) {
                    double weaker = best[at];
                    best[at] = score;
                    score = weaker;
                }
            }
        }
        double[] ofFamily = new double[families];
        for (int one = 0; one < families; one++) {
            for (int at = one * many; at < (one + 1) * many; at++) {
                ofFamily[one] += best[at] / many;
            }
        }
        double[] mean = new double[scores.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = ofFamily[family[i]];
        }
        return mean;
    }

    LatentSource latent() {
        return latent;
    }

    LatentSpace space() {
        return space;
    }

    /**
     * Per candidate a number, from 0 without gaps, that it shares with the candidates under an ancestor of the same wording, so many steps above the
     * parent or the last one below.
     */
    static int[] families(List<Analysed> candidates, int above) {
        Map<String, Integer> known = new HashMap<>();
        int[] families = new int[candidates.size()];
        int next = 0;
        for (int i = 0; i < families.length; i++) {
            List<String> parents = candidates.get(i).statement().context();
            int family = parents.isEmpty()
                    ? next
                    : Objects.requireNonNullElse(
                            known.putIfAbsent(parents.get(Math.min(above, parents.size() - 1)), next), next);
            families[i] = family;
            next = Math.max(next, family + 1);
        }
        return families;
    }
}
