package org.throughline.server.face;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small line of values over time, from zero, labelled with its first and last.
 *
 * @param sentence the course in words, "From 3 in May to 41 in November"
 */
public record SparklineView(String sentence, List<Double> values, String lastText) {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 24;

    public SparklineView {
        values = List.copyOf(values);
    }

    /** The points of an SVG polyline in a box of 120 by 32, with air for the last point. */
    public String points() {
        return IntStream.range(0, values.size())
                .mapToObj(i -> Numbers.plain(x(i)) + "," + Numbers.plain(y(i)))
                .collect(Collectors.joining(" "));
    }

    public String lastX() {
        return Numbers.plain(x(values.size() - 1));
    }

    public String lastY() {
        return Numbers.plain(y(values.size() - 1));
    }

    private double x(int i) {
        return values.size() < 2 ? WIDTH - 6 : 4 + (WIDTH - 10) * (double) i / (values.size() - 1);
    }

    private double y(int i) {
        double top = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return 5 + (top <= 0 ? HEIGHT : HEIGHT * (1 - values.get(i) / top));
    }
}
