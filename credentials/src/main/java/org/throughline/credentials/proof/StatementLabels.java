package org.throughline.credentials.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The names of the nameless nodes in lines of N-Quads. */
final class StatementLabels {

    private StatementLabels() {}

    /** The lines of a canonical form, each with its line feed. */
    static List<String> lines(String nquads) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = nquads.indexOf('\n'); end >= 0; end = nquads.indexOf('\n', from)) {
            lines.add(nquads.substring(from, end + 1));
            from = end + 1;
        }
        return lines;
    }

    /**
     * The line with every label replaced; what stands in quotes or in angle brackets is left alone.
     *
     * @param label  from an old label to a new one, both without {@code _:}
     */
    static String replaced(String line, UnaryOperator<String> label) {
        StringBuilder out = new StringBuilder(line.length() + 64);
        int at = 0;
        while (at < line.length()) {
            int end = endOfTerm(line, at);
            if (line.startsWith("_:", at)) {
                out.append("_:").append(label.apply(line.substring(at + 2, end)));
            } else {
                out.append(line, at, end);
            }
            if (end < line.length()) {
                out.append(line.charAt(end));
            }
            at = end + 1;
        }
        return out.toString();
    }

    private static int endOfTerm(String line, int at) {
        int from = at;
        if (line.charAt(at) == '"') {
            from = at + 1;
            while (from < line.length() && line.charAt(from) != '"') {
                from += line.charAt(from) == '\\' ? 2 : 1;
            }
        }
        int end = line.indexOf(' ', Math.min(from, line.length()));
        return end < 0 ? line.length() : end;
    }
}
