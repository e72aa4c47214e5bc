package org.throughline.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.throughline.matching.Calibration.Judged;

/**
 * Fits the constants of {@link Calibration} on the development data's fold {@code train} and measures them on {@code dev}, a field
 * never seen: run {@code main} and copy the line of weights. Kept here so that every constant can be traced and redone.
 */
final class CalibrationFit {
    private static final int TOP = 10;
    private static final int BINS = 10;

    private CalibrationFit() {}

    /** Prints weights and errors. */
    public static void main(String[] arguments) throws Exception {
        OnetDevelopmentData data = OnetDevelopmentData.read(
                OnetDevelopmentData.folder().orElseThrow(() -> new IllegalStateException("no development data here")));
        List<Judged> fitted = new ArrayList<>(wholeList(data, "train", 1_500, 1));
        fitted.addAll(shortLists(data, "train", 200, 30, 2));
        fitted.addAll(shortLists(data, "train", 40, 60, 3));
        Calibration weights = Calibration.COLD.fitted(fitted);
        System.out.println("weights " + weights);
        report("train, as fitted", fitted, weights);
        report("dev, whole list", wholeList(data, "dev", 1_500, 4), weights);
        report("dev, lists of 200", shortLists(data, "dev", 200, 30, 5), weights);
        report("dev, lists of 40", shortLists(data, "dev", 40, 60, 6), weights);
    }

    private static void report(String what, List<Judged> judged, Calibration weights) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d pairs, %.3f right, expected calibration error %.4f%n",
                what,
                judged.size(),
                judged.stream().filter(Judged::right).count() / (double) judged.size(),
                calibrationError(judged, weights));
    }

    /** Tasks of a fold asked against all activities, the fold's tasks being the background. */
    static List<Judged> wholeList(OnetDevelopmentData data, String fold, int tasks, int seed) {
        List<Statement> asked = shuffled(data.fold(fold), seed);
        Suggester suggester = Suggester.over(
                data.activities(),
                SuggesterOptions.standard()
                        .withBackground(List.copyOf(data.fold(fold).keySet())));
        return judge(suggester, asked.subList(0, Math.min(tasks, asked.size())), data.fold(fold));
    }

    /** Sixteen tasks at a time against a short random list; it holds the right answers of half of them. */
    static List<Judged> shortLists(OnetDevelopmentData data, String fold, int length, int lists, int seed) {
        List<Statement> tasks = shuffled(data.fold(fold), seed);
        List<Statement> activities = new ArrayList<>(data.activities());
        Random random = new Random(seed);
        List<Judged> judged = new ArrayList<>();
        for (int list = 0; list < lists; list++) {
            List<Statement> asked = tasks.subList(16 * list, 16 * list + 16);
            Map<String, Statement> chosen = new LinkedHashMap<>();
            Set<String> answers = new HashSet<>();
            asked.subList(0, 8).forEach(task -> answers.addAll(data.fold(fold).getOrDefault(task, Set.of())));
            activities.stream().filter(a -> answers.contains(a.id())).forEach(a -> chosen.put(a.id(), a));
            Collections.shuffle(activities, random);
            activities.stream()
                    .limit(length)
                    .filter(a -> chosen.size() < length)
                    .forEach(a -> chosen.put(a.id(), a));
            Suggester suggester = Suggester.over(
                    List.copyOf(chosen.values()), SuggesterOptions.standard().withBackground(asked));
            judged.addAll(judge(suggester, asked, data.fold(fold)));
        }
        return judged;
    }

    private static List<Judged> judge(Suggester suggester, List<Statement> asked, Map<Statement, Set<String>> answers) {
        return asked.parallelStream()
                .flatMap(task -> suggester.weigh(task, TOP).stream()
                        .filter(weighed -> !weighed.evidence().identical())
                        .map(weighed -> new Judged(
                                Calibration.figures(weighed.evidence(), weighed.standing()),
                                answers.getOrDefault(task, Set.of())
                                        .contains(
                                                weighed.pair().to().statement().id()))))
                .toList();
    }

    private static List<Statement> shuffled(Map<Statement, Set<String>> fold, int seed) {
        List<Statement> tasks = new ArrayList<>(fold.keySet());
        Collections.shuffle(tasks, new Random(seed));
        return tasks;
    }

    /** Mean distance between what was promised and what came true, over bins of equal size. */
    static double calibrationError(List<Judged> judged, Calibration weights) {
        List<Judged> sorted = judged.stream()
                .sorted(Comparator.comparingDouble(j -> weights.probability(j)))
                .toList();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            List<Judged> part = sorted.subList(sorted.size() * bin / BINS, sorted.size() * (bin + 1) / BINS);
            double promised =
                    part.stream().mapToDouble(j -> weights.probability(j)).sum();
            double cameTrue = part.stream().filter(Judged::right).count();
            error += Math.abs(promised - cameTrue) / judged.size();
        }
        return error;
    }
}
