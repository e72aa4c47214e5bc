package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What differs between two wordings, word by word: so that people see what changed and not only that it did. */
public final class WordDiff {
    private static final Pattern WORD = Pattern.compile(
            "\\p{IsIdeographic}|[\\p{IsHiragana}\\p{IsKatakana}]|\\s+|[^\\s\\p{IsIdeographic}\\p{IsHiragana}\\p{IsKatakana}]+");
    private static final int MOST_WORDS = 800;

    private WordDiff() {}

    /** Whether a piece stands in both, only in the old wording, or only in the new one. */
    public enum Kind {
        SAME,
        GONE,
        NEW
    }

    /** Neighbouring words of one kind. */
    public record Piece(Kind kind, String text) {}

    /** The pieces of both wordings, in the order of reading: what is gone stands before what is new. */
    public static List<Piece> of(String before, String after) {
        List<String> old = words(before);
        List<String> now = words(after);
        if (old.size() > MOST_WORDS || now.size() > MOST_WORDS) {
            return before.equals(after)
                    ? List.of(new Piece(Kind.SAME, after))
                    : List.of(new Piece(Kind.GONE, before), new Piece(Kind.NEW, after));
        }
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        Pieces pieces = new Pieces();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                pieces.same(old.get(i++));
                j++;
            } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                pieces.gone.append(old.get(i++));
            } else {
                pieces.fresh.append(now.get(j++));
            }
        }
        return pieces.all();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Gathers words into pieces; a space between two changed words does not part them. */
    private static final class Pieces {
        private final List<Piece> done = new ArrayList<>();
        private final StringBuilder same = new StringBuilder();
        private final StringBuilder gone = new StringBuilder();
        private final StringBuilder fresh = new StringBuilder();

        void same(String word) {
            if (word.isBlank() && !gone.isEmpty() && !fresh.isEmpty()) {
                gone.append(word);
                fresh.append(word);
                return;
            }
            settle();
            same.append(word);
        }

        List<Piece> all() {
            settle();
            put(Kind.SAME, same);
            return List.copyOf(done);
        }

        private void settle() {
            if (!gone.isEmpty() || !fresh.isEmpty()) {
                put(Kind.SAME, same);
                String space = commonSpace();
                put(Kind.GONE, gone);
                put(Kind.NEW, fresh);
                same.append(space);
            }
        }

        /** The space in which both end: it did not change. */
        private String commonSpace() {
            int last = Math.min(gone.length(), fresh.length());
            int n = 0;
            while (n < last
                    && Character.isWhitespace(gone.charAt(gone.length() - 1 - n))
                    && gone.charAt(gone.length() - 1 - n) == fresh.charAt(fresh.length() - 1 - n)) {
                n++;
            }
            String space = gone.substring(gone.length() - n);
            gone.setLength(gone.length() - n);
            fresh.setLength(fresh.length() - n);
            return space;
        }

        private void put(Kind kind, StringBuilder text) {
            if (!text.isEmpty()) {
                done.add(new Piece(kind, text.toString()));
                text.setLength(0);
            }
        }
    }
}
