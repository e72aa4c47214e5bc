package org.throughline.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sources' common opinion on one statement, before its neighbours are heard. */
final class Opinion {
    private static final int LATENT_DIMENSIONS = 400;
    /** What the best of a candidate's siblings adds to it: where one child fits, its parent's other children may. */
    private static final double SIBLINGS_SHARE = 0.3;

    private final List<Weighted> sources;
    private final LatentSource latent;
    private final int[] family;

    private record Weighted(double weight, Source source) {}

    /**
     * @param candidates what is to be scored
     * @param corpus candidates and background
     */
    Opinion(List<Analysed> candidates, List<Analysed> corpus, Rarity words, Rarity grams) {
        Rarity pairs = new Rarity(corpus.stream().map(Analysed::pairs).toList());
        LatentSpace space = new LatentSpace(
                corpus.stream().map(Analysed::bag).map(words::unit).toList(),
                Math.min(LATENT_DIMENSIONS, corpus.size() / 3));
        this.latent = new LatentSource(space, candidates, Analysed::bag, words);
        this.sources = List.of(
                new Weighted(1, Source.bm25(candidates, Analysed::bag, words)),
                new Weighted(1, Source.cosine(candidates, Analysed::bag, words)),
                new Weighted(1, Source.cosine(candidates, Analysed::grams, grams)),
                new Weighted(0.5, Source.cosine(candidates, Analysed::pairs, pairs)),
                new Weighted(1, latent));
        this.family = families(candidates);
    }

    /** One score per candidate: the sources' z-scores summed, the best sibling's share added, normalised again. */
    double[] of(Analysed from) {
        double[] sum = new double[family.length];
        for (Weighted each : sources) {
            Scores.add(sum, each.weight(), Scores.normal(each.source().scores(from)));
        }
        double[] normal = Scores.normal(sum);
        double[] best = new double[family.length];
        for (int i = 0; i < family.length; i++) {
            best[family[i]] = Math.max(best[family[i]], normal[i]);
        }
        for (int i = 0; i < family.length; i++) {
            normal[i] += SIBLINGS_SHARE * best[family[i]];
        }
        return Scores.normal(normal);
    }

    /** Cosine of one statement to each candidate in the latent space, in [-1, 1]. */
    double[] company(Analysed from) {
        return latent.scores(from);
    }

    /** Per candidate a number that it shares with the candidates under a parent of the same wording. */
    private static int[] families(List<Analysed> candidates) {
        Map<String, Integer> first = new HashMap<>();
        List<Integer> families = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            List<String> parents = candidates.get(i).statement().context();
            int own = i;
            families.add(parents.isEmpty() ? own : first.computeIfAbsent(parents.getFirst(), parent -> own));
        }
        return families.stream().mapToInt(Integer::intValue).toArray();
    }
}
