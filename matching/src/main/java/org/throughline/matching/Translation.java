package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** The candidates' words, in their order. */
    private final List<String> vocabulary;

    private final Map<String, Integer> numbers = new HashMap<>();

    /** Per word the candidates that have it, and the share of all that these are. */
    private final int[][] holders;

    private final double[] usual;
    private final double[] rooms;

    /** Per word of the statements asked about, what it may stand for. */
    private final Map<String, Meanings> chances = new HashMap<>();

    /** What a word stands for: numbers of candidates' words, and how likely each is. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Meanings(int[] words, double[] chances) {
        static final Meanings NONE = new Meanings(new int[0], new double[0]);
    }

    /** @param pairs the statement that was asked about and the candidate that was accepted */
    record Pair(Analysed from, Analysed to) {}

    private Translation(List<Analysed> candidates) {
        this.vocabulary = candidates.stream()
                .flatMap(candidate -> candidate.words().stems().stream())
                .distinct()
                .sorted()
                .toList();
        for (int word = 0; word < vocabulary.size(); word++) {
            numbers.put(vocabulary.get(word), word);
        }
        List<List<Integer>> having = new ArrayList<>();
        vocabulary.forEach(_ -> having.add(new ArrayList<>()));
        this.rooms = new double[candidates.size()];
        for (int i = 0; i < rooms.length; i++) {
            List<String> stems = candidates.get(i).words().stems();
            for (String stem : stems) {
                having.get(number(stem)).add(i);
            }
            rooms[i] = Math.sqrt(stems.size() + 1e-9);
        }
        this.holders = having.stream()
                .map(held -> held.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        this.usual = new double[holders.length];
        for (int word = 0; word < usual.length; word++) {
            usual[word] = holders[word].length / (double) rooms.length + 1e-5;
        }
    }

    private int number(String word) {
        return numbers.getOrDefault(word, -1);
    }

    static Translation learnt(List<Pair> pairs, List<Analysed> candidates) {
        Translation translation = new Translation(candidates);
        translation.learn(pairs);
        return translation;
    }

    /** Counts from round to round how often each word may have stood for each; which words meet is found out once. */
    private void learn(List<Pair> pairs) {
        Map<String, Integer> asked = new LinkedHashMap<>();
        Map<Long, Integer> meetings = new LinkedHashMap<>();
        List<int[][]> met = new ArrayList<>(pairs.size());
        for (Pair pair : pairs) {
            List<String> from = pair.from().words().stems();
            List<String> to = pair.to().words().stems();
            int[][] here = new int[to.size()][from.size()];
            for (int i = 0; i < from.size(); i++) {
                long word = asked.computeIfAbsent(from.get(i), _ -> asked.size());
                for (int j = 0; j < to.size(); j++) {
                    here[j][i] = meetings.computeIfAbsent(
                            word * vocabulary.size() + number(to.get(j)), _ -> meetings.size());
                }
            }
            met.add(here);
        }
        int[] from = new int[meetings.size()];
        int[] to = new int[meetings.size()];
        meetings.forEach((words, meeting) -> {
            from[meeting] = (int) (words / vocabulary.size());
            to[meeting] = (int) (words % vocabulary.size());
        });
        double[] likely = new double[meetings.size()];
        Arrays.fill(likely, 1);
        for (int round = 0; round < ROUNDS; round++) {
            double[] counts = new double[likely.length];
            for (int[][] here : met) {
                for (int[] meant : here) {
                    double sum = 0;
                    for (int meeting : meant) {
                        sum += likely[meeting];
                    }
                    for (int meeting : meant) {
                        counts[meeting] += sum > 0 ? likely[meeting] / sum : 0;
                    }
                }
            }
            double[] all = new double[asked.size()];
            Arrays.fill(all, DOUBT);
            for (int meeting = 0; meeting < counts.length; meeting++) {
                all[from[meeting]] += counts[meeting];
            }
            for (int meeting = 0; meeting < counts.length; meeting++) {
                likely[meeting] = counts[meeting] / all[from[meeting]];
            }
        }
        int[] many = new int[asked.size()];
        for (int word : from) {
            many[word]++;
        }
        asked.forEach((stem, word) -> chances.put(stem, new Meanings(new int[many[word]], new double[many[word]])));
        List<Meanings> meanings = List.copyOf(asked.keySet().stream()
                .map(stem -> chances.getOrDefault(stem, Meanings.NONE))
                .toList());
        for (int meeting = from.length - 1; meeting >= 0; meeting--) {
            Meanings theirs = meanings.get(from[meeting]);
            int place = --many[from[meeting]];
            theirs.words()[place] = to[meeting];
            theirs.chances()[place] = likely[meeting];
        }
    }

    /** One score per candidate, at least 0. */
    double[] scores(Analysed from) {
        List<String> stems = from.words().stems();
        double[] expected = new double[vocabulary.size()];
        double all = 0;
        for (int position = 0; position < stems.size(); position++) {
            all += Analysed.fading(position);
        }
        for (int position = 0; position < stems.size(); position++) {
            double weight = Analysed.fading(position) / all;
            String stem = stems.get(position);
            int itself = number(stem);
            if (itself >= 0) {
                expected[itself] += weight * ITSELF;
            }
            Meanings theirs = chances.getOrDefault(stem, Meanings.NONE);
            for (int i = 0; i < theirs.words().length; i++) {
                expected[theirs.words()[i]] += weight * (1 - ITSELF) * theirs.chances()[i];
            }
        }
        double[] scores = new double[rooms.length];
        for (int word = 0; word < expected.length; word++) {
            if (expected[word] > 0) {
                double gain = Math.log1p(expected[word] * LEARNT / ((1 - LEARNT) * usual[word]));
                for (int candidate : holders[word]) {
                    scores[candidate] += gain / rooms[candidate];
                }
            }
        }
        return scores;
    }
}
