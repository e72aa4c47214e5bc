package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a set of accepted pairs teaches about any other statement. */
final class Lessons {
    private static final int NEAREST = 40;
    private static final double RESERVE = 0.3;
    private static final double MOST_SEEN = Math.log(6);

    /** A decided statement less like the asked one than this is no reason for it. */
    private static final double WORTH_NAMING = 0.2;

    private static final int MOST_NAMED = 2;

    private final Likeness likeness;
    private final Translation translation;
    private final LatentSource latent;
    private final Places centres;
    private final double[] seen;
    private final Postings precedents;
    private final int[] decided;
    private final List<String> texts;
    private final Rarity words;

    Lessons(List<Learning.Accepted> accepted, List<Analysed> candidates, LatentSource latent, Rarity words) {
        this.latent = latent;
        this.words = words;
        this.decided = accepted.stream().mapToInt(Learning.Accepted::to).toArray();
        this.texts = accepted.stream().map(one -> one.asked().text()).toList();
        List<float[]> asked =
                accepted.stream().map(one -> latent.place(one.from())).toList();
        this.likeness = Likeness.learnt(asked, decided, latent.places().all());
        this.translation = Translation.learnt(
                accepted.stream()
                        .map(one -> new Translation.Pair(one.from(), candidates.get(one.to())))
                        .toList(),
                candidates);
        this.seen = new double[candidates.size()];
        List<float[]> middles = new ArrayList<>();
        latent.places().all().forEach(place -> middles.add(place.clone()));
        for (int n = 0; n < decided.length; n++) {
            seen[decided[n]]++;
            float[] centre = middles.get(decided[n]);
            for (int k = 0; k < centre.length; k++) {
                centre[k] += asked.get(n)[k];
            }
        }
        middles.forEach(LatentSpace::scaleToOne);
        this.centres = new Places(middles);
        this.precedents = new Postings(accepted, one -> words.unit(one.from().bag()));
    }

    /** What was learned says of one statement about every candidate. */
    Learnt hear(Analysed asked, float[] place) {
        return new Learnt(
                Scores.normal(latent.places().products(likeness.turned(place))),
                Scores.normal(centres.products(place)),
                Scores.normal(translation.scores(asked)),
                votes(asked),
                seen);
    }

    /** Per candidate the share of the decided statements most like the asked one for which it was accepted. */
    private Map<Integer, Double> votes(Analysed asked) {
        double[] alike = precedents.scores(words.unit(asked.bag()));
        int[] nearest = Scores.best(alike, NEAREST);
        double sum = RESERVE
                + Arrays.stream(nearest).mapToDouble(i -> alike[i] * alike[i]).sum();
        Map<Integer, Double> votes = new HashMap<>();
        for (int i : nearest) {
            votes.merge(decided[i], alike[i] * alike[i] / sum, Double::sum);
        }
        return votes;
    }

    /** The decided statements most like the asked one for which the candidate was accepted, most alike first; only those worth naming. */
    List<String> precedents(CloseLook.Seen seen) {
        Analysed asked = seen.pair().from();
        double[] alike = precedents.scores(words.unit(asked.bag()));
        return IntStream.range(0, decided.length)
                .filter(i -> decided[i] == seen.candidate() && alike[i] >= WORTH_NAMING)
                .filter(i -> !texts.get(i).equals(asked.statement().text()))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -alike[i]))
                .map(texts::get)
                .distinct()
                .limit(MOST_NAMED)
                .toList();
    }

    /** What was learned says of one statement; the arrays are in the candidates' order and not to be written to. */
    static final class Learnt {
        /** How many figures there are. */
        static final int SIZE = 7;

        private final double[] alike;
        private final double[] central;
        private final double[] translated;
        private final Map<Integer, Double> votes;
        private final double[] seen;

        private Learnt(
                double[] alike, double[] central, double[] translated, Map<Integer, Double> votes, double[] seen) {
            this.alike = alike;
            this.central = central;
            this.translated = translated;
            this.votes = votes;
            this.seen = seen;
        }

        /** What it adds before the pool is chosen. */
        void addTo(double[] score) {
            Scores.add(score, 1, alike);
            Scores.add(score, 0.5, central);
        }

        /** The figures about one candidate, for the {@link Ranker}. How often it was accepted counts only together with something else. */
        List<Double> figures(int candidate) {
            double known = seen[candidate] > 0 ? 1 : 0;
            double often = Math.min(MOST_SEEN, Math.log1p(seen[candidate]));
            return List.of(
                    alike[candidate],
                    central[candidate],
                    translated[candidate],
                    Math.sqrt(votes.getOrDefault(candidate, 0.0)),
                    often * central[candidate],
                    known * alike[candidate],
                    known);
        }
    }
}
