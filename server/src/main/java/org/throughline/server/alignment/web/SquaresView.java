package org.throughline.server.alignment.web;

import java.util.ArrayList;
import java.util.List;
import org.throughline.server.face.Numbers;

/**
 * The picture of a coverage: one square for each requirement, shaded by its strongest alignment, hollow where nothing answers it; group by
 * group, with the number beside.
 */
public record SquaresView(String caption, List<Line> lines) {
    /** So many squares stand beside each other; the picture is then as wide as a phone leaves room for. */
    private static final int ACROSS = 20;

    private static final int PITCH = 12;
    private static final int SIDE = 10;

    public SquaresView {
        lines = List.copyOf(lines);
    }

    /** The squares of one shade, as the data of an SVG path. */
    public record Path(int shade, String data) {}

    /**
     * One group.
     *
     * @param text the number in words, "6 of 8"
     * @param strengths the strength of each requirement in tree order, in [0, 1]; 0 is a gap
     */
    public record Line(String label, String href, String text, List<Double> strengths) {
        public Line {
            strengths = List.copyOf(strengths);
        }

        public int width() {
            return PITCH * Math.min(ACROSS, Math.max(1, strengths.size()));
        }

        public int height() {
            return PITCH * Math.max(1, (strengths.size() + ACROSS - 1) / ACROSS);
        }

        /** At most six paths, however many squares there are. */
        public List<Path> paths() {
            List<StringBuilder> data = new ArrayList<>();
            for (int shade = 0; shade <= 5; shade++) {
                data.add(new StringBuilder());
            }
            for (int i = 0; i < strengths.size(); i++) {
                int shade = shade(strengths.get(i));
                // a hollow square is drawn with a line of 1, half of it outside
                double inset = shade == 0 ? 1.5 : 1;
                double side = shade == 0 ? SIDE - 1 : SIDE;
                data.get(shade)
                        .append('M')
                        .append(plain(i % ACROSS * PITCH + inset))
                        .append(' ')
                        .append(plain(i / ACROSS * PITCH + inset))
                        .append('h')
                        .append(plain(side))
                        .append('v')
                        .append(plain(side))
                        .append("h-")
                        .append(plain(side))
                        .append('z');
            }
            List<Path> paths = new ArrayList<>();
            for (int shade = 0; shade <= 5; shade++) {
                if (!data.get(shade).isEmpty()) {
                    paths.add(new Path(shade, data.get(shade).toString()));
                }
            }
            return paths;
        }

        private static int shade(double strength) {
            return strength <= 0 ? 0 : Math.clamp((long) Math.ceil(strength * 5), 1, 5);
        }

        private static String plain(double number) {
            return Numbers.plain(number);
        }
    }
}
