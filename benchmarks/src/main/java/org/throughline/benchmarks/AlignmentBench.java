package org.throughline.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.throughline.matching.Decision;
import org.throughline.matching.Statement;
import org.throughline.matching.Suggester;
import org.throughline.matching.SuggesterOptions;
import org.throughline.matching.Suggestion;

/**
 * {@code throughline bench alignment}: how many of the analysts' answers stand among the first suggestions, in a field never seen and in a known
 * one, by how much was decided; whether the shown probabilities come true; and how long it takes.
 */
final class AlignmentBench {
    private static final int TOP = 20;
    private static final int BINS = 10;
    private static final int FOLDS = 5;
    private static final int MANY = 20_000;
    private static final int ASKED = 2_000;
    private static final int[] CURVE = {0, 100, 300, 1_000, 3_000};
    private static final long SEED = 20_260_101;

    private final OnetAnswers data;
    private final PrintWriter err;
    private final List<Figure> figures = new ArrayList<>();

    /** One measured figure, what it must be at least (or at most) and what is aimed for. */
    private record Figure(String name, double value, double bound, double aim, boolean most) {
        boolean isGood() {
            return most ? value <= bound : value >= bound;
        }

        private String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"name\":\"%s\",\"value\":%.4f,\"%s\":%s,\"aim\":%s,\"ok\":%s}",
                    name,
                    value,
                    most ? "atMost" : "atLeast",
                    bound,
                    aim,
                    isGood());
        }
    }

    /** What was suggested for a statement, and what analysts said. */
    private record Answer(List<Suggestion> suggestions, Set<String> right) {
        double recall(int top) {
            return suggestions.stream()
                            .limit(top)
                            .filter(suggestion -> right.contains(suggestion.to()))
                            .count()
                    / (double) right.size();
        }

        double reciprocalRank() {
            return IntStream.range(0, suggestions.size())
                    .filter(place -> right.contains(suggestions.get(place).to()))
                    .mapToDouble(place -> 1.0 / (place + 1))
                    .findFirst()
                    .orElse(0);
        }
    }

    AlignmentBench(OnetAnswers data, PrintWriter err) {
        this.data = data;
        this.err = err;
    }

    /** Measures and tells; returns whether every figure is good. */
    boolean run(PrintWriter out, boolean json) {
        Map<Integer, Double> curve = newField();
        knownField();
        speed();
        if (json) {
            out.println("{\"figures\":["
                    + String.join(",", figures.stream().map(Figure::json).toList()) + "],\"labourSaved\":{"
                    + String.join(
                            ",",
                            curve.entrySet().stream()
                                    .map(entry ->
                                            String.format(Locale.ROOT, "\"%d\":%.4f", entry.getKey(), entry.getValue()))
                                    .toList())
                    + "}}");
        } else {
            for (Figure figure : figures) {
                out.printf(
                        Locale.ROOT,
                        "%-44s %9.3f  %s %s %s (aim %s)%n",
                        figure.name(),
                        figure.value(),
                        figure.isGood() ? "good:" : "NOT GOOD:",
                        figure.most() ? "at most" : "at least",
                        figure.bound(),
                        figure.aim());
            }
            out.println("Labour saved: the share of right answers among the first ten, by decisions made elsewhere");
            curve.forEach((decided, share) -> out.printf(Locale.ROOT, "  %6d  %.3f%n", decided, share));
        }
        out.flush();
        return figures.stream().allMatch(Figure::isGood);
    }

    /** The fold dev, asked with ever more decisions of the fold train. */
    private Map<Integer, Double> newField() {
        Map<Statement, Set<String>> dev = data.fold("dev");
        List<Decision> decisions = decisions(data.fold("train"));
        Map<Integer, Double> curve = new TreeMap<>();
        double cold = 0;
        for (int many : CURVE) {
            err.println("A new field, " + many + " decisions...");
            List<Answer> answers = ask(dev, decisions.subList(0, many));
            curve.put(many, mean(answers, 10));
            if (many == 0) {
                cold = mean(answers, 10);
                atLeast("new field, no decisions, R@10", cold, .49, .54);
                atLeast("new field, no decisions, MRR", rank(answers), .34, .38);
                atMost("new field, no decisions, calibration error", calibrationError(answers), .05, .03);
            }
            if (many == 1_000) {
                atLeast("new field, 1,000 decisions, R@10", mean(answers, 10), .54, .58);
                atLeast("new field, 1,000 decisions, above the cold", mean(answers, 10) - cold, 0, 0);
            }
        }
        List<Decision> most = decisions.subList(0, Math.min(decisions.size(), 10_000));
        err.println("A new field, " + most.size() + " decisions...");
        List<Answer> answers = ask(dev, most);
        curve.put(most.size(), mean(answers, 10));
        atLeast("new field, 10,000 decisions, R@10", mean(answers, 10), .58, .64);
        atLeast("new field, 10,000 decisions, MRR", rank(answers), .38, .43);
        atMost("new field, 10,000 decisions, calibration error", calibrationError(answers), .05, .03);
        return curve;
    }

    /** Five folds by occupation within the fold train. */
    private void knownField() {
        Map<Statement, Set<String>> train = data.fold("train");
        List<String> occupations = new ArrayList<>(train.keySet().stream()
                .map(AlignmentBench::occupation)
                .distinct()
                .sorted()
                .toList());
        Collections.shuffle(occupations, new Random(SEED));
        List<Answer> answers = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            err.println("A known field, part " + (fold + 1) + " of " + FOLDS + "...");
            Set<String> out = Set.copyOf(
                    occupations.subList(occupations.size() * fold / FOLDS, occupations.size() * (fold + 1) / FOLDS));
            Map<Statement, Set<String>> asked = new LinkedHashMap<>();
            Map<Statement, Set<String>> decided = new LinkedHashMap<>();
            train.forEach((task, right) -> (out.contains(occupation(task)) ? asked : decided).put(task, right));
            answers.addAll(ask(asked, decisions(decided)));
        }
        atLeast("known field, R@5", mean(answers, 5), .57, .62);
        atLeast("known field, R@10", mean(answers, 10), .68, .73);
        atLeast("known field, MRR", rank(answers), .47, .52);
    }

    private static String occupation(Statement task) {
        return task.id().substring(0, task.id().indexOf(' '));
    }

    private void speed() {
        List<Statement> candidates = new ArrayList<>(data.activities());
        data.tasks().stream().limit(MANY - candidates.size()).forEach(candidates::add);
        List<Statement> asked = shuffled(data.fold("dev").keySet()).subList(0, ASKED);
        err.println("A crosswalk of " + asked.size() + " x " + candidates.size() + "...");
        long start = System.nanoTime();
        Suggester suggester =
                Suggester.over(candidates, SuggesterOptions.standard().withBackground(asked));
        asked.parallelStream().forEach(statement -> suggester.suggest(statement, TOP));
        atMost("crosswalk of 2,000 x 20,000, s", (System.nanoTime() - start) / 1e9, 60, 20);
        System.gc();
        Runtime now = Runtime.getRuntime();
        atMost("its memory, GiB", (now.totalMemory() - now.freeMemory()) / (double) (1 << 30), 2, 1);
        List<Double> times = new ArrayList<>();
        for (Statement statement : asked.subList(0, 400)) {
            long begin = System.nanoTime();
            suggester.suggest(statement, TOP);
            times.add((System.nanoTime() - begin) / 1e6);
        }
        times.sort(Comparator.naturalOrder());
        atMost("one item against 20,000, p95, ms", times.get((int) Math.ceil(times.size() * .95) - 1), 50, 15);
        err.println("Learning from 10,000 decisions...");
        List<Decision> decisions = decisions(data.fold("train"));
        start = System.nanoTime();
        Suggester.over(
                data.activities(),
                SuggesterOptions.standard().withDecisions(decisions.subList(0, Math.min(10_000, decisions.size()))));
        atMost("learning from 10,000 decisions, s", (System.nanoTime() - start) / 1e9, 60, 20);
    }

    private List<Answer> ask(Map<Statement, Set<String>> questions, List<Decision> decisions) {
        Suggester suggester = Suggester.over(
                data.activities(),
                SuggesterOptions.standard()
                        .withBackground(List.copyOf(questions.keySet()))
                        .withDecisions(decisions));
        return questions.entrySet().parallelStream()
                .map(question -> new Answer(suggester.suggest(question.getKey(), TOP), question.getValue()))
                .toList();
    }

    /** All decisions in an order that is the same every time; those about one statement stand together. */
    private static List<Decision> decisions(Map<Statement, Set<String>> answers) {
        List<Decision> decisions = new ArrayList<>();
        for (Statement task : shuffled(answers.keySet())) {
            answers.getOrDefault(task, Set.of()).stream()
                    .sorted()
                    .forEach(right -> decisions.add(new Decision(task, right, true, null)));
        }
        return decisions;
    }

    private static List<Statement> shuffled(Collection<Statement> statements) {
        List<Statement> shuffled = new ArrayList<>(statements);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled;
    }

    private void atLeast(String name, double value, double bound, double aim) {
        figures.add(new Figure(name, value, bound, aim, false));
    }

    private void atMost(String name, double value, double bound, double aim) {
        figures.add(new Figure(name, value, bound, aim, true));
    }

    private static double mean(List<Answer> answers, int top) {
        return answers.stream()
                .mapToDouble(answer -> answer.recall(top))
                .average()
                .orElse(0);
    }

    private static double rank(List<Answer> answers) {
        return answers.stream().mapToDouble(Answer::reciprocalRank).average().orElse(0);
    }

    private record Promise(double probability, boolean kept) {}

    /** Mean distance between promised and kept over ten bins of equal size, of the ten best of every answer. */
    private static double calibrationError(List<Answer> answers) {
        List<Promise> promises = answers.stream()
                .flatMap(answer -> answer.suggestions().stream()
                        .limit(10)
                        .map(suggestion -> new Promise(
                                suggestion.probability(), answer.right().contains(suggestion.to()))))
                .sorted(Comparator.comparingDouble(Promise::probability))
                .toList();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            List<Promise> part = promises.subList(promises.size() * bin / BINS, promises.size() * (bin + 1) / BINS);
            double promised = part.stream().mapToDouble(Promise::probability).sum();
            double kept = part.stream().filter(Promise::kept).count();
            error += Math.abs(promised - kept) / promises.size();
        }
        return error;
    }
}
