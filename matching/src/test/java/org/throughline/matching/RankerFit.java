package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Fits the constants of {@link Ranker} on the development data's fold {@code train} and tells how they do on {@code dev}, a field never seen. Not a
 * test: run by hand when the kinds of evidence change, the constants go into the class.
 */
final class RankerFit {
    private static final int POOL = 120;

    private RankerFit() {}

    /** One question: the figures of its pool, and which of them are right; how many right answers there are at all. */
    private record Question(List<double[]> figures, List<Boolean> right, int rightAtAll) {}

    public static void main(String[] arguments) throws Exception {
        OnetDevelopmentData data = OnetDevelopmentData.read(
                OnetDevelopmentData.folder().orElseThrow(() -> new IllegalStateException("no development data here")));
        int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000;
        List<Question> train = questions(data, "train", most);
        List<Question> dev = questions(data, "dev", most);
        double[] spread = spread(train);
        double[] weights = fit(train, spread, 1e-2);
        System.out.println("train: " + figures(train, weights) + "; dev: " + figures(dev, weights));
        StringBuilder line = new StringBuilder("weights");
        StringBuilder shown = new StringBuilder("per spread");
        for (int i = 0; i < weights.length; i++) {
            line.append(String.format(Locale.ROOT, " %.3f,", weights[i]));
            shown.append(String.format(Locale.ROOT, " %.2f,", weights[i] * spread[i]));
        }
        System.out.println(line);
        System.out.println(shown);
    }

    private static List<Question> questions(OnetDevelopmentData data, String fold, int most) {
        Map<Statement, Set<String>> answers = data.fold(fold);
        Suggester suggester = Suggester.over(
                data.activities(), SuggesterOptions.standard().withBackground(List.copyOf(answers.keySet())));
        List<Statement> asked = new ArrayList<>(answers.keySet());
        Collections.shuffle(asked, new Random(7));
        return asked.subList(0, Math.min(most, asked.size())).parallelStream()
                .map(task -> {
                    List<Suggester.Seen> pool = suggester.pool(task, POOL);
                    Set<String> right = answers.getOrDefault(task, Set.of());
                    return new Question(
                            pool.stream()
                                    .map(seen -> Ranker.figures(seen.evidence()))
                                    .toList(),
                            pool.stream()
                                    .map(seen -> right.contains(
                                            seen.pair().to().statement().id()))
                                    .toList(),
                            right.size());
                })
                .toList();
    }

    private static double[] spread(List<Question> questions) {
        int size = questions.getFirst().figures().getFirst().length;
        double[] sum = new double[size];
        double[] squares = new double[size];
        int many = 0;
        for (Question question : questions) {
            for (double[] figures : question.figures()) {
                many++;
                for (int i = 0; i < size; i++) {
                    sum[i] += figures[i];
                    squares[i] += figures[i] * figures[i];
                }
            }
        }
        double[] spread = new double[size];
        for (int i = 0; i < size; i++) {
            double mean = sum[i] / many;
            spread[i] = Math.sqrt(Math.max(1e-12, squares[i] / many - mean * mean));
        }
        return spread;
    }

    /** Newton's method on the logarithm of the right answers' share of their pools; the ridge counts in spreads. */
    private static double[] fit(List<Question> questions, double[] spread, double ridge) {
        int size = spread.length;
        double[] weights = new double[size];
        List<Question> answered =
                questions.stream().filter(q -> q.right().contains(true)).toList();
        for (int round = 0; round < 12; round++) {
            double[] gradient = new double[size];
            double[][] curvature = new double[size][size];
            for (Question question : answered) {
                double[] shares = shares(question, weights);
                long right = question.right().stream().filter(r -> r).count();
                double[] mean = new double[size];
                for (int c = 0; c < shares.length; c++) {
                    double[] f = question.figures().get(c);
                    double miss = (question.right().get(c) ? 1.0 / right : 0) - shares[c];
                    for (int i = 0; i < size; i++) {
                        gradient[i] += miss * f[i];
                        mean[i] += shares[c] * f[i];
                        for (int j = 0; j < size; j++) {
                            curvature[i][j] += shares[c] * f[i] * f[j];
                        }
                    }
                }
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        curvature[i][j] -= mean[i] * mean[j];
                    }
                }
            }
            for (int i = 0; i < size; i++) {
                double hold = ridge * answered.size() * spread[i] * spread[i] + 1e-9;
                gradient[i] -= hold * weights[i];
                curvature[i][i] += hold;
            }
            double[] step = CalibrationFit.solve(curvature, gradient);
            double before = likelihood(answered, weights, spread, ridge);
            double length = 1;
            double[] next = moved(weights, step, length);
            while (length > 1e-6 && likelihood(answered, next, spread, ridge) < before) {
                length /= 2;
                next = moved(weights, step, length);
            }
            System.arraycopy(next, 0, weights, 0, size);
        }
        return weights;
    }

    private static double[] moved(double[] weights, double[] step, double length) {
        return IntStream.range(0, weights.length)
                .mapToDouble(i -> weights[i] + length * step[i])
                .toArray();
    }

    private static double likelihood(List<Question> questions, double[] weights, double[] spread, double ridge) {
        double sum = 0;
        for (Question question : questions) {
            double[] shares = shares(question, weights);
            long right = question.right().stream().filter(r -> r).count();
            for (int c = 0; c < shares.length; c++) {
                sum += question.right().get(c) ? Math.log(Math.max(1e-300, shares[c])) / right : 0;
            }
        }
        for (int i = 0; i < weights.length; i++) {
            sum -= (ridge * questions.size() * spread[i] * spread[i] + 1e-9) * weights[i] * weights[i] / 2;
        }
        return sum;
    }

    private static double[] shares(Question question, double[] weights) {
        double[] scores = question.figures().stream()
                .mapToDouble(f -> IntStream.range(0, f.length)
                        .mapToDouble(i -> f[i] * weights[i])
                        .sum())
                .toArray();
        double best = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp(scores[i] - best);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
        return scores;
    }

    private static String figures(List<Question> questions, double[] weights) {
        double first = 0;
        double five = 0;
        double ten = 0;
        double reciprocal = 0;
        for (Question question : questions) {
            double[] shares = shares(question, weights);
            List<Integer> order = IntStream.range(0, shares.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(shares[b], shares[a]))
                    .toList();
            int seen = -1;
            for (int place = 0; place < Math.min(20, order.size()); place++) {
                if (question.right().get(order.get(place))) {
                    seen = seen < 0 ? place : seen;
                    five += place < 5 ? 1.0 / question.rightAtAll() : 0;
                    ten += place < 10 ? 1.0 / question.rightAtAll() : 0;
                }
            }
            first += seen == 0 ? 1 : 0;
            reciprocal += seen < 0 ? 0 : 1.0 / (seen + 1);
        }
        int many = questions.size();
        return String.format(
                Locale.ROOT,
                "hit@1 %.3f R@5 %.3f R@10 %.3f MRR %.3f",
                first / many,
                five / many,
                ten / many,
                reciprocal / many);
    }
}
