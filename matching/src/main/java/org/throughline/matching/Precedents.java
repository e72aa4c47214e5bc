package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The statements that were decided about, and what was accepted and rejected for them. Those like the asked one vote for what was theirs and
 * against what was not, and likeness is looked for in several ways: in all words, in the parents' words alone (who does the same work needs much of the same), and in the
 * statement's own words together with its parents', where each has to be alike.
 */
final class Precedents {
    private static final int NEAREST = 40;
    private static final double RESERVE = 0.3;
    private static final int NEAREST_OF_KIN = 60;
    private static final double RESERVE_OF_KIN = 0.05;
    private static final int NEAREST_BY_PARENTS = 300;

    /** A decided statement less like the asked one than this is no reason for it. */
    private static final double WORTH_NAMING = 0.2;

    private static final int MOST_NAMED = 2;
    private static final int MOST_LIKE = 10;

    private final Rarity words;
    private final List<Analysed> asked = new ArrayList<>();
    private final int[][] accepted;
    private final int[][] rejected;
    private final Postings all;
    private final Postings own;
    private final Postings parents;
    /** Per statement the number of its parents' wording. */
    private final int[] parentsOf;
    /** Per wording of parents the statements under it. */
    private final List<List<Integer>> under = new ArrayList<>();

    private final int[] family;

    /** @param candidates among which the accepted ones have their numbers */
    Precedents(List<Learning.Decided> pairs, List<Analysed> candidates, Rarity words) {
        this.words = words;
        Map<String, List<Learning.Decided>> byStatement = new LinkedHashMap<>();
        for (Learning.Decided pair : pairs) {
            byStatement
                    .computeIfAbsent(pair.asked().id(), _ -> {
                        asked.add(pair.from());
                        return new ArrayList<>(2);
                    })
                    .add(pair);
        }
        this.accepted = theirs(byStatement.values(), true);
        this.rejected = theirs(byStatement.values(), false);
        this.all = new Postings(asked, one -> words.unit(one.bag()));
        this.own = new Postings(asked, one -> words.unit(one.ownBag()));
        Map<List<String>, Integer> wordings = new LinkedHashMap<>();
        List<Analysed> first = new ArrayList<>();
        this.parentsOf = new int[accepted.length];
        for (int i = 0; i < parentsOf.length; i++) {
            Analysed one = asked.get(i);
            parentsOf[i] = wordings.computeIfAbsent(one.statement().context(), _ -> {
                first.add(one);
                under.add(new ArrayList<>());
                return under.size() - 1;
            });
            under.get(parentsOf[i]).add(i);
        }
        this.parents = new Postings(first, one -> words.unit(one.parentsBag()));
        this.family = Opinion.families(candidates, 0);
    }

    private static int[][] theirs(Collection<List<Learning.Decided>> byStatement, boolean accepted) {
        return byStatement.stream()
                .map(pairs -> pairs.stream()
                        .filter(pair -> pair.accepted() == accepted)
                        .mapToInt(Learning.Decided::to)
                        .toArray())
                .toArray(int[][]::new);
    }

    /**
     * What statements like an asked one vote for: shares of their votes by candidate, each in [0, 1].
     *
     * @param against the shares of the votes of kin against candidates that were rejected for them
     */
    record Votes(
            Map<Integer, Double> alike,
            Map<Integer, Double> ofKin,
            Map<Integer, Double> byParents,
            Map<Integer, Double> families,
            Map<Integer, Double> against) {}

    Votes votes(Analysed from) {
        double[] alike = all.scores(words.unit(from.bag()));
        double[] kin = own.scores(words.unit(from.ownBag()));
        boolean alone = from.statement().context().isEmpty();
        double[] kindred = alone ? new double[under.size()] : parents.scores(words.unit(from.parentsBag()));
        for (int i = 0; i < kin.length; i++) {
            // without parents its words alone have to tell, and tell it twice
            kin[i] *= alone || under(i).isEmpty() ? kin[i] : kindred[parentsOf[i]];
        }
        Map<Integer, Double> votes = shares(accepted, alike, NEAREST, 2, RESERVE);
        Map<Integer, Double> families = new HashMap<>();
        votes.forEach((candidate, share) -> families.merge(family[candidate], share, Double::sum));
        return new Votes(
                votes,
                shares(accepted, kin, NEAREST_OF_KIN, 1, RESERVE_OF_KIN),
                byParents(kindred),
                families,
                shares(rejected, kin, NEAREST_OF_KIN, 1, RESERVE_OF_KIN));
    }

    /** How like the most like are, in the mean; what was decided about the statement itself does not count. */
    double familiarity(Analysed from) {
        double[] alike = all.scores(words.unit(from.bag()));
        for (int i = 0; i < alike.length; i++) {
            if (asked.get(i).statement().id().equals(from.statement().id())) {
                alike[i] = 0;
            }
        }
        return Arrays.stream(Scores.best(alike, MOST_LIKE))
                        .mapToDouble(i -> alike[i])
                        .sum()
                / MOST_LIKE;
    }

    private List<String> under(int statement) {
        return asked.get(statement).statement().context();
    }

    /** Per candidate the share of the statements most alike of which it was said, each counting by a power of its likeness. */
    private static Map<Integer, Double> shares(int[][] said, double[] alike, int most, int power, double reserve) {
        int[] nearest = Scores.best(alike, most);
        double sum = reserve
                + Arrays.stream(nearest)
                        .mapToDouble(i -> raised(alike[i], power))
                        .sum();
        Map<Integer, Double> shares = new HashMap<>();
        for (int i : nearest) {
            for (int candidate : said[i]) {
                shares.merge(candidate, raised(alike[i], power) / sum, Double::sum);
            }
        }
        return shares;
    }

    private static double raised(double likeness, int power) {
        return power == 1 ? likeness : likeness * likeness;
    }

    /** The same for the statements under the parents most like the asked one's, as many as there are under these. */
    private Map<Integer, Double> byParents(double[] kindred) {
        Map<Integer, Double> shares = new HashMap<>();
        double sum = RESERVE;
        int heard = 0;
        for (int wording : Scores.best(kindred, NEAREST_BY_PARENTS)) {
            if (heard >= NEAREST_BY_PARENTS) {
                break;
            }
            for (int statement : under.get(wording)) {
                heard++;
                sum += kindred[wording];
                for (int candidate : accepted[statement]) {
                    shares.merge(candidate, kindred[wording], Double::sum);
                }
            }
        }
        double all = sum;
        shares.replaceAll((_, share) -> share / all);
        return shares;
    }

    /** The number of a candidate's family, by which its votes are kept together. */
    int family(int candidate) {
        return family[candidate];
    }

    /** Per candidate the texts of the statements most like the asked one for which it was accepted, most alike first; only those worth naming. */
    Map<Integer, List<String>> worthNaming(Analysed from) {
        double[] alike = all.scores(words.unit(from.bag()));
        Map<Integer, List<String>> named = new HashMap<>();
        IntStream.range(0, accepted.length)
                .filter(i -> alike[i] >= WORTH_NAMING
                        && !text(i).equals(from.statement().text()))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -alike[i]))
                .forEach(i -> {
                    for (int candidate : accepted[i]) {
                        List<String> texts = named.computeIfAbsent(candidate, _ -> new ArrayList<>());
                        if (texts.size() < MOST_NAMED && !texts.contains(text(i))) {
                            texts.add(text(i));
                        }
                    }
                });
        return named;
    }

    private String text(int statement) {
        return asked.get(statement).statement().text();
    }

    /** For each candidate its own words and those of all the statements that it was accepted for; scaled to length 1. */
    Postings expanded(List<Analysed> candidates) {
        Map<Integer, List<Integer>> askedFor = new HashMap<>();
        for (int i = 0; i < accepted.length; i++) {
            for (int candidate : accepted[i]) {
                askedFor.computeIfAbsent(candidate, _ -> new ArrayList<>()).add(i);
            }
        }
        return new Postings(
                IntStream.range(0, candidates.size()).boxed().toList(),
                candidate -> expanded(candidates.get(candidate), askedFor.getOrDefault(candidate, List.of())));
    }

    /** Many statements say more than one, but not as many times more. */
    private Map<String, Double> expanded(Analysed candidate, List<Integer> askedFor) {
        Map<String, Double> sum = new HashMap<>(words.unit(candidate.bag()));
        double weight = 1 / Math.sqrt(Math.max(1, askedFor.size()));
        for (int i : askedFor) {
            words.unit(asked.get(i).bag()).forEach((term, share) -> sum.merge(term, weight * share, Double::sum));
        }
        double length = Math.sqrt(
                sum.values().stream().mapToDouble(share -> share * share).sum());
        sum.replaceAll((_, share) -> share / Math.max(length, 1e-12));
        return sum;
    }
}
