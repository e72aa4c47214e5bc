package org.throughline.caseformat.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference of two texts, word by word, in reading order: what was removed stands before what was added in its place. A word is a
 * run of letters, digits and the marks on them, in whatever direction it is written; in scripts that put no spaces between words
 * (Han, kana, Thai, Lao, Khmer, Myanmar) every character counts as one. Text of every size is compared in bounded time and memory:
 * where more than a thousand words differ, the part between the first and the last difference is one change.
 *
 * @param runs the runs; those that are not {@link Kind#ADDED} make the text before, those that are not {@link Kind#REMOVED} the text
 *     after
 */
public record TextDiff(List<Run> runs) {

    private static final int MOST_EDITS = 1000;

    public TextDiff {
        runs = List.copyOf(runs);
    }

    /** What a run of text is to the two texts. */
    public enum Kind {
        EQUAL,
        REMOVED,
        ADDED
    }

    /** A piece of text, in logical order also where it is written from right to left. */
    public record Run(Kind kind, String text) {}

    /** The difference; an absent text is an empty one. */
    public static TextDiff between(@Nullable String before, @Nullable String after) {
        List<String> old = words(before == null ? "" : before);
        List<String> now = words(after == null ? "" : after);
        int start = 0;
        while (start < old.size() && start < now.size() && old.get(start).equals(now.get(start))) {
            start++;
        }
        int oldEnd = old.size();
        int nowEnd = now.size();
        while (oldEnd > start && nowEnd > start && old.get(oldEnd - 1).equals(now.get(nowEnd - 1))) {
            oldEnd--;
            nowEnd--;
        }
        List<Run> pieces = new ArrayList<>();
        old.subList(0, start).forEach(word -> pieces.add(new Run(Kind.EQUAL, word)));
        pieces.addAll(edits(old.subList(start, oldEnd), now.subList(start, nowEnd)));
        old.subList(oldEnd, old.size()).forEach(word -> pieces.add(new Run(Kind.EQUAL, word)));
        return new TextDiff(joined(pieces));
    }

    /** Whether nothing was changed. */
    public boolean isSame() {
        return runs.stream().allMatch(run -> run.kind() == Kind.EQUAL);
    }

    /** The shortest way from one list of words to the other (E. W. Myers, An O(ND) Difference Algorithm, 1986), bounded. */
    private static List<Run> edits(List<String> old, List<String> now) {
        int n = old.size();
        int m = now.size();
        int most = Math.min(n + m, MOST_EDITS);
        int middle = most + 1;
        int[] furthest = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            trace.add(Arrays.copyOfRange(furthest, middle - d - 1, middle + d + 2));
            for (int k = -d; k <= d; k += 2) {
                int x = k == -d || k != d && furthest[middle + k - 1] < furthest[middle + k + 1]
                        ? furthest[middle + k + 1]
                        : furthest[middle + k - 1] + 1;
                while (x < n && x - k < m && old.get(x).equals(now.get(x - k))) {
                    x++;
                }
                furthest[middle + k] = x;
                if (x >= n && x - k >= m) {
                    return walkedBack(old, now, trace, d);
                }
            }
        }
        List<Run> whole = new ArrayList<>(n + m);
        old.forEach(word -> whole.add(new Run(Kind.REMOVED, word)));
        now.forEach(word -> whole.add(new Run(Kind.ADDED, word)));
        return whole;
    }

    private static List<Run> walkedBack(List<String> old, List<String> now, List<int[]> trace, int edits) {
        List<Run> back = new ArrayList<>();
        int x = old.size();
        int y = now.size();
        for (int d = edits; d >= 0; d--) {
            int[] furthest = trace.get(d);
            int middle = d + 1;
            int k = x - y;
            boolean added = k == -d || k != d && furthest[middle + k - 1] < furthest[middle + k + 1];
            int previousX = d == 0 ? 0 : furthest[middle + (added ? k + 1 : k - 1)];
            int previousY = d == 0 ? 0 : previousX - (added ? k + 1 : k - 1);
            while (x > previousX && y > previousY) {
                back.add(new Run(Kind.EQUAL, old.get(--x)));
                y--;
            }
            if (d > 0) {
                back.add(added ? new Run(Kind.ADDED, now.get(--y)) : new Run(Kind.REMOVED, old.get(--x)));
            }
        }
        return back.reversed();
    }

    /** Neighbours of one kind become one run; a blank between two changes belongs to both of them, because nobody reads blanks. */
    private static List<Run> joined(List<Run> pieces) {
        List<Run> runs = new ArrayList<>();
        StringBuilder equal = new StringBuilder();
        StringBuilder removed = new StringBuilder();
        StringBuilder added = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            Run piece = pieces.get(i);
            boolean changing = !removed.isEmpty() || !added.isEmpty();
            switch (piece.kind()) {
                case REMOVED -> removed.append(piece.text());
                case ADDED -> added.append(piece.text());
                case EQUAL -> {
                    boolean changesGoOn =
                            i + 1 < pieces.size() && pieces.get(i + 1).kind() != Kind.EQUAL;
                    if (changing && changesGoOn && piece.text().isBlank()) {
                        removed.append(piece.text());
                        added.append(piece.text());
                        continue;
                    }
                    flush(runs, removed, added);
                    equal.append(piece.text());
                    if (changesGoOn) {
                        put(runs, Kind.EQUAL, equal);
                    }
                }
            }
        }
        put(runs, Kind.EQUAL, equal);
        flush(runs, removed, added);
        return runs;
    }

    private static void flush(List<Run> runs, StringBuilder removed, StringBuilder added) {
        put(runs, Kind.REMOVED, removed);
        put(runs, Kind.ADDED, added);
    }

    private static void put(List<Run> runs, Kind kind, StringBuilder text) {
        if (!text.isEmpty()) {
            runs.add(new Run(kind, text.toString()));
            text.setLength(0);
        }
    }

    /** The words, the blanks and the other characters of a text, in order; together they are the text. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        Sort sort = Sort.NONE;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            Sort now = Sort.of(c, sort);
            if (i > start && (now != sort || now == Sort.SINGLE) && now != Sort.MARK) {
                words.add(text.substring(start, i));
                start = i;
            }
            if (now != Sort.MARK) {
                sort = now;
            }
            i += Character.charCount(c);
        }
        if (start < text.length()) {
            words.add(text.substring(start));
        }
        return words;
    }

    private enum Sort {
        NONE,
        WORD,
        BLANK,
        SINGLE,
        MARK;

        static Sort of(int c, Sort before) {
            int type = Character.getType(c);
            if (type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK
                    || type == Character.ENCLOSING_MARK
                    || c == 0x200d
                    || c == 0x200c) {
                return before == NONE || before == BLANK ? SINGLE : MARK;
            }
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                return BLANK;
            }
            if (Character.isIdeographic(c)) {
                return SINGLE;
            }
            if (Character.isLetterOrDigit(c)) {
                return switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> SINGLE;
                    default -> WORD;
                };
            }
            return SINGLE;
        }
    }
}
