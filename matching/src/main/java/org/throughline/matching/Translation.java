package org.throughline.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which words of candidates stand for which words of the statements that they were accepted for (IBM's first model: Brown et al. 1993), and how
 * well a candidate translates a statement.
 */
final class Translation {
    private static final int ROUNDS = 4;
    /** A word that was met seldom translates into little. */
    private static final double DOUBT = 2;
    /** How far a word stands for itself, whatever was learned. */
    private static final double ITSELF = 0.4;

    private static final double LEARNT = 0.7;

    private final Map<String, Map<String, Double>> chances;
    private final Map<String, Double> usual = new HashMap<>();
    private final Map<String, List<Integer>> holders = new HashMap<>();
    private final double[] rooms;

    /** @param pairs the statement that was asked about and the candidate that was accepted */
    record Pair(Analysed from, Analysed to) {}

    private Translation(Map<String, Map<String, Double>> chances, List<Analysed> candidates) {
        this.chances = chances;
        this.rooms = new double[candidates.size()];
        for (int i = 0; i < rooms.length; i++) {
            for (String stem : candidates.get(i).words().stems()) {
                holders.computeIfAbsent(stem, _ -> new ArrayList<>()).add(i);
            }
            rooms[i] = Math.sqrt(candidates.get(i).words().stems().size() + 1e-9);
        }
        holders.forEach((stem, held) -> usual.put(stem, held.size() / (double) rooms.length + 1e-5));
    }

    static Translation learnt(List<Pair> pairs, List<Analysed> candidates) {
        Map<String, Map<String, Double>> chances = Map.of();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Map<String, Double>> counts = new HashMap<>();
            for (Pair pair : pairs) {
                List<String> from = pair.from().words().stems();
                for (String meant : pair.to().words().stems()) {
                    double[] parts = new double[from.size()];
                    double sum = 0;
                    for (int i = 0; i < parts.length; i++) {
                        parts[i] = round == 0
                                ? 1
                                : chances.getOrDefault(from.get(i), Map.of()).getOrDefault(meant, 0.0);
                        sum += parts[i];
                    }
                    for (int i = 0; i < parts.length && sum > 0; i++) {
                        counts.computeIfAbsent(from.get(i), _ -> new HashMap<>())
                                .merge(meant, parts[i] / sum, Double::sum);
                    }
                }
            }
            counts.values().forEach(meanings -> {
                double all = DOUBT
                        + meanings.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum();
                meanings.replaceAll((_, count) -> count / all);
            });
            chances = counts;
        }
        return new Translation(chances, candidates);
    }

    /** One score per candidate, at least 0. */
    double[] scores(Analysed from) {
        List<String> stems = from.words().stems();
        Map<String, Double> expected = new HashMap<>();
        double all = 0;
        for (int position = 0; position < stems.size(); position++) {
            all += Analysed.fading(position);
        }
        for (int position = 0; position < stems.size(); position++) {
            double weight = Analysed.fading(position) / all;
            String stem = stems.get(position);
            expected.merge(stem, weight * ITSELF, Double::sum);
            chances.getOrDefault(stem, Map.of())
                    .forEach((meant, chance) -> expected.merge(meant, weight * (1 - ITSELF) * chance, Double::sum));
        }
        double[] scores = new double[rooms.length];
        Set<String> known = new HashSet<>(expected.keySet());
        known.retainAll(holders.keySet());
        for (String stem : known.stream().sorted().toList()) {
            double gain = Math.log1p(
                    expected.getOrDefault(stem, 0.0) * LEARNT / ((1 - LEARNT) * usual.getOrDefault(stem, 1.0)));
            for (int candidate : holders.getOrDefault(stem, List.of())) {
                scores[candidate] += gain / rooms[candidate];
            }
        }
        return scores;
    }
}
