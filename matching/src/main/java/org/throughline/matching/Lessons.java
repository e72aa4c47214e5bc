package org.throughline.matching;

import java.util.List;
import java.util.Map;

/** What a set of decided pairs teaches about any other statement. */
final class Lessons {
    private static final double MOST_SEEN = Math.log(6);

    /** What the votes of kin count where the pool is chosen. */
    private static final double KIN_IN_POOL = 4;

    private final Likeness likeness;
    private final Translation translation;
    private final LatentSource latent;
    private final Precedents precedents;
    private final Postings expanded;
    private final double[] seen;
    private final Rarity words;

    Lessons(List<Learning.Decided> pairs, List<Analysed> candidates, LatentSource latent, Rarity words) {
        List<Learning.Decided> accepted =
                pairs.stream().filter(Learning.Decided::accepted).toList();
        this.latent = latent;
        this.words = words;
        int[] decided = accepted.stream().mapToInt(Learning.Decided::to).toArray();
        this.likeness = Likeness.learnt(
                accepted.stream().map(one -> latent.place(one.from())).toList(),
                decided,
                latent.places().all());
        this.translation = Translation.learnt(
                accepted.stream()
                        .map(one -> new Translation.Pair(one.from(), candidates.get(one.to())))
                        .toList(),
                candidates);
        this.precedents = new Precedents(pairs, candidates, words);
        this.expanded = precedents.expanded(candidates);
        this.seen = new double[candidates.size()];
        for (int candidate : decided) {
            seen[candidate]++;
        }
    }

    /** What was learned says of one statement about every candidate. */
    Learnt hear(Analysed asked, float[] place) {
        return new Learnt(
                Scores.normal(latent.places().products(likeness.turned(place))),
                Scores.normal(expanded.scores(words.unit(asked.bag()))),
                Scores.normal(translation.scores(asked)),
                precedents.votes(asked));
    }

    /** How much was decided about statements like this, in [0, 1]. */
    double familiarity(Analysed asked) {
        return precedents.familiarity(asked);
    }

    /** Per candidate the decided statements most like the asked one for which it was accepted, most alike first; only those worth naming. */
    Map<Integer, List<String>> precedents(Analysed asked) {
        return precedents.worthNaming(asked);
    }

    /** What was learned says of one statement; the arrays are in the candidates' order and not to be written to. */
    final class Learnt {
        /** How many figures there are. */
        static final int SIZE = 11;
        /** Where among them the votes stand, and how many there are. */
        static final int FIRST_VOTE = 3;

        static final int VOTES = 4;

        /** Where the votes against stand. */
        static final int AGAINST = FIRST_VOTE + VOTES;

        private final double[] alike;
        private final double[] expanded;
        private final double[] translated;
        private final Precedents.Votes votes;

        private Learnt(double[] alike, double[] expanded, double[] translated, Precedents.Votes votes) {
            this.alike = alike;
            this.expanded = expanded;
            this.translated = translated;
            this.votes = votes;
        }

        /** What it adds before the pool is chosen. */
        void addTo(double[] score) {
            Scores.add(score, 1, alike);
            Scores.add(score, 0.5, expanded);
            votes.ofKin().forEach((candidate, share) -> score[candidate] += KIN_IN_POOL * Math.sqrt(share));
        }

        /** The figures about one candidate, for the {@link Ranker}. How often it was accepted counts only together with something else. */
        List<Double> figures(int candidate) {
            double known = seen[candidate] > 0 ? 1 : 0;
            double often = Math.min(MOST_SEEN, Math.log1p(seen[candidate]));
            return List.of(
                    alike[candidate],
                    expanded[candidate],
                    translated[candidate],
                    root(votes.alike(), candidate),
                    root(votes.ofKin(), candidate),
                    root(votes.byParents(), candidate),
                    root(votes.families(), precedents.family(candidate)),
                    root(votes.against(), candidate),
                    often * expanded[candidate],
                    known * alike[candidate],
                    known);
        }

        private static double root(Map<Integer, Double> shares, int of) {
            return Math.sqrt(shares.getOrDefault(of, 0.0));
        }
    }
}
