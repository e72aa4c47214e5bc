package org.throughline.server.frameworks.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What became of a text, word by word: the longest common subsequence stays, the rest came or went. A text in a script without spaces is
 * compared character by character.
 *
 * @param text words with the spaces that follow them
 */
public record WordMarks(Kind kind, String text) {
    private static final int MOST_WORDS = 600;

    /** What became of these words. */
    public enum Kind {
        KEPT,
        GONE,
        CAME
    }

    /** The marks from one text to the other, in reading order. */
    public static List<WordMarks> between(String before, String after) {
        List<String> from = words(before);
        List<String> to = words(after);
        if (from.size() > MOST_WORDS || to.size() > MOST_WORDS) {
            return before.equals(after)
                    ? List.of(new WordMarks(Kind.KEPT, after))
                    : List.of(new WordMarks(Kind.GONE, before), new WordMarks(Kind.CAME, after));
        }
        int[][] longest = new int[from.size() + 1][to.size() + 1];
        for (int i = from.size() - 1; i >= 0; i--) {
            for (int j = to.size() - 1; j >= 0; j--) {
                longest[i][j] = same(from.get(i), to.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<WordMarks> marks = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < from.size() || j < to.size()) {
            if (i < from.size() && j < to.size() && same(from.get(i), to.get(j))) {
                add(marks, Kind.KEPT, to.get(j));
                i++;
                j++;
            } else if (j >= to.size() || i < from.size() && longest[i + 1][j] >= longest[i][j + 1]) {
                add(marks, Kind.GONE, from.get(i++));
            } else {
                add(marks, Kind.CAME, to.get(j++));
            }
        }
        return marks;
    }

    private static boolean same(String one, String other) {
        return Objects.equals(one.strip(), other.strip());
    }

    private static void add(List<WordMarks> marks, Kind kind, String text) {
        if (!marks.isEmpty() && marks.getLast().kind() == kind) {
            marks.set(marks.size() - 1, new WordMarks(kind, marks.getLast().text() + text));
        } else {
            marks.add(new WordMarks(kind, text));
        }
    }

    /** Words, each with the spaces behind it; long runs without a space by character. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split("(?<=\\s)(?=\\S)")) {
            if (word.codePointCount(0, word.length()) > 40) {
                word.codePoints().forEach(c -> words.add(Character.toString(c)));
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
