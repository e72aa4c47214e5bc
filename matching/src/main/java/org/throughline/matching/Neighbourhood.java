package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What the statements most like the one asked about would be suggested. Where the asked statement's own words say little, its
 * neighbours' often say more; each neighbour speaks in proportion to the square of its likeness.
 */
final class Neighbourhood {
    private static final int NEIGHBOURS = 30;
    private static final int BEST = 50;
    /** Keeps distant neighbours from speaking as loudly as near ones where there are no near ones. */
    private static final double RESERVE = 0.3;

    private final List<Analysed> statements;
    private final Postings postings;
    private final Rarity words;
    private final Opinion opinion;
    private final AtomicReferenceArray<@Nullable Favourites> favourites;
    private final Map<String, List<Integer>> places = new HashMap<>();

    /** How much louder a neighbour speaks for a candidate that it likes better by one. */
    private static final double DECISION = 0.5;

    /**
     * A neighbour's best candidates.
     *
     * @param scores how far each stands out
     * @param shares of the neighbour's vote, summing to 1
     */
    private record Favourites(List<Integer> candidates, List<Double> scores, List<Double> shares) {
        static Favourites of(int[] best, double[] scores) {
            double all =
                    Arrays.stream(best).mapToDouble(i -> claim(scores, best, i)).sum();
            return new Favourites(
                    Arrays.stream(best).boxed().toList(),
                    Arrays.stream(best).mapToObj(i -> scores[i]).toList(),
                    Arrays.stream(best)
                            .mapToObj(i -> claim(scores, best, i) / all)
                            .toList());
        }

        private static double claim(double[] scores, int[] best, int candidate) {
            return Math.exp(DECISION * (scores[candidate] - scores[best[0]]));
        }
    }

    /**
     * One voice for a candidate.
     *
     * @param weight what it adds to the candidate's score
     * @param share of all votes, as far as it is this neighbour's, that it gives the candidate
     */
    record Voice(Statement neighbour, double weight, double share) {}

    Neighbourhood(List<Analysed> statements, Rarity words, Opinion opinion) {
        this.statements = statements;
        this.words = words;
        this.opinion = opinion;
        this.postings = new Postings(statements, one -> words.unit(one.bag()));
        this.favourites = new AtomicReferenceArray<>(statements.size());
        for (int i = 0; i < statements.size(); i++) {
            places.computeIfAbsent(statements.get(i).statement().id(), _ -> new ArrayList<>(1))
                    .add(i);
        }
    }

    /** Per candidate the voices for it, strongest first. The voices' weights of one candidate sum to what they add to its score. */
    Map<Integer, List<Voice>> voices(Analysed from) {
        double[] likeness = postings.scores(words.unit(from.bag()));
        places.getOrDefault(from.statement().id(), List.of()).forEach(itself -> likeness[itself] = 0);
        int[] nearest = Scores.best(likeness, NEIGHBOURS);
        double sum = RESERVE;
        for (int neighbour : nearest) {
            sum += likeness[neighbour] * likeness[neighbour];
        }
        Map<Integer, List<Voice>> voices = new TreeMap<>();
        for (int neighbour : nearest) {
            double share = likeness[neighbour] * likeness[neighbour] / sum;
            Favourites theirs = favourites(neighbour);
            for (int k = 0; k < theirs.candidates().size(); k++) {
                voices.computeIfAbsent(theirs.candidates().get(k), candidate -> new ArrayList<>())
                        .add(new Voice(
                                statements.get(neighbour).statement(),
                                share * theirs.scores().get(k),
                                share * theirs.shares().get(k)));
            }
        }
        voices.values().forEach(list -> list.sort(Comparator.comparingDouble(voice -> -voice.weight())));
        return voices;
    }

    /** The best candidates of one of the statements, with their scores; each answers for itself only. */
    Map<Integer, Double> favourites(Statement of) {
        List<Integer> at = places.getOrDefault(of.id(), List.of());
        Map<Integer, Double> scores = new HashMap<>();
        if (!at.isEmpty()) {
            Favourites theirs = favourites((int) at.getFirst());
            for (int k = 0; k < theirs.candidates().size(); k++) {
                scores.put(theirs.candidates().get(k), theirs.scores().get(k));
            }
        }
        return scores;
    }

    /** Computed at the first question and kept; two threads that compute the same find the same. */
    private Favourites favourites(int neighbour) {
        Favourites known = favourites.get(neighbour);
        if (known == null) {
            double[] scores = opinion.of(statements.get(neighbour));
            known = Favourites.of(Scores.best(scores, BEST), scores);
            favourites.set(neighbour, known);
        }
        return known;
    }
}
