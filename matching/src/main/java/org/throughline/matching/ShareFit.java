package org.throughline.matching;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the weights by which the right candidates take the greatest share of their pools: the logarithm of the share, where each candidate's claim
 * grows exponentially with its weighted figures (a conditional logit: McFadden 1974), is maximised by Newton's method. The weights are held to
 * those that were known before, the more firmly the less the questions say.
 */
final class ShareFit {
    private static final int ROUNDS = 12;
    private static final double ENOUGH = 1e-5;

    private ShareFit() {}

    /**
     * One decided statement.
     *
     * @param figures of each candidate in its pool
     * @param right whether it was accepted; at least one of them was
     */
    record Question(List<double[]> figures, List<Boolean> right) {}

    /**
     * @param before the weights known before, where the search begins
     * @param hold how firmly each weight is held to it, above 0
     */
    static double[] fit(List<Question> questions, double[] before, double[] hold) {
        double[] weights = before.clone();
        double reached = likelihood(questions, weights) - distance(weights, before, hold);
        for (int round = 0; round < ROUNDS; round++) {
            double[] step = step(questions, weights, before, hold);
            double length = 1;
            double[] next = moved(weights, step, length);
            double there = likelihood(questions, next) - distance(next, before, hold);
            while (there < reached && length > 1e-6) {
                length /= 2;
                next = moved(weights, step, length);
                there = likelihood(questions, next) - distance(next, before, hold);
            }
            boolean settled = there - reached < ENOUGH * Math.max(1, questions.size());
            if (there > reached) {
                weights = next;
                reached = there;
            }
            if (settled) {
                break;
            }
        }
        return weights;
    }

    /** The summed logarithms of the right candidates' shares. */
    static double likelihood(List<Question> questions, double[] weights) {
        double[] each = questions.parallelStream()
                .mapToDouble(question -> likelihood(question, weights))
                .toArray();
        return Arrays.stream(each).sum(); // in one order on every machine
    }

    /** The mean logarithm of the right candidates' shares. */
    static double likelihood(Question question, double[] weights) {
        double[] shares = shares(question, weights);
        double sum = 0;
        int right = 0;
        for (int c = 0; c < shares.length; c++) {
            if (question.right().get(c)) {
                sum += Math.log(Math.max(1e-300, shares[c]));
                right++;
            }
        }
        return sum / right;
    }

    /** Each candidate's share of its pool; they sum to 1. */
    static double[] shares(Question question, double[] weights) {
        double[] scores = question.figures().stream()
                .mapToDouble(figures -> score(figures, weights))
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

    static double score(double[] figures, double[] weights) {
        double score = 0;
        for (int i = 0; i < figures.length; i++) {
            score += weights[i] * figures[i];
        }
        return score;
    }

    /** How far each figure spreads over all candidates of all questions: their standard deviation, at least a millionth. */
    static double[] spread(List<Question> questions, int size) {
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
            double mean = many == 0 ? 0 : sum[i] / many;
            spread[i] = many == 0 ? 1e-6 : Math.sqrt(Math.max(1e-12, squares[i] / many - mean * mean));
        }
        return spread;
    }

    private static double distance(double[] weights, double[] before, double[] hold) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += hold[i] * (weights[i] - before[i]) * (weights[i] - before[i]) / 2;
        }
        return sum;
    }

    private static double[] moved(double[] weights, double[] step, double length) {
        return IntStream.range(0, weights.length)
                .mapToDouble(i -> weights[i] + length * step[i])
                .toArray();
    }

    private static double[] step(List<Question> questions, double[] weights, double[] before, double[] hold) {
        int size = weights.length;
        double[] gradient = new double[size];
        double[][] curvature = new double[size][size];
        for (Question question : questions) {
            double[] shares = shares(question, weights);
            double right = question.right().stream().filter(r -> r).count();
            double[] mean = new double[size];
            for (int c = 0; c < shares.length; c++) {
                double[] figures = question.figures().get(c);
                double miss = (question.right().get(c) ? 1 / right : 0) - shares[c];
                for (int i = 0; i < size; i++) {
                    gradient[i] += miss * figures[i];
                    double part = shares[c] * figures[i];
                    mean[i] += part;
                    for (int j = 0; j <= i; j++) {
                        curvature[i][j] += part * figures[j];
                    }
                }
            }
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    curvature[i][j] -= mean[i] * mean[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            gradient[i] -= hold[i] * (weights[i] - before[i]);
            curvature[i][i] += hold[i];
            for (int j = 0; j < i; j++) {
                curvature[j][i] = curvature[i][j];
            }
        }
        return solve(curvature, gradient);
    }

    /** Gaussian elimination; the matrix is symmetric and positive, so the pivots are safe. Both are used up. */
    static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        double[] x = right.clone();
        for (int k = 0; k < size; k++) {
            for (int i = k + 1; i < size; i++) {
                double factor = matrix[i][k] / matrix[k][k];
                for (int j = k; j < size; j++) {
                    matrix[i][j] -= factor * matrix[k][j];
                }
                x[i] -= factor * x[k];
            }
        }
        for (int k = size - 1; k >= 0; k--) {
            for (int j = k + 1; j < size; j++) {
                x[k] -= matrix[k][j] * x[j];
            }
            x[k] /= matrix[k][k];
        }
        return x;
    }
}
