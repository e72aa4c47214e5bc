package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.server.alignment.PdfLines.Line;

/**
 * Puts the lines of a PDF together again: a line goes on in the next where the next one's first word had no room on it. Writes headings with a
 * number sign and items of lists with a dash, as in Markdown; what stands at the same place of page after page is left out.
 */
final class PdfParagraphs {
    private static final int MOST_WORDS_OF_A_HEADING = 14;
    private static final double LARGER = 1.12;

    /** Lines of one paragraph are so many times the usual distance apart at most. */
    private static final double APART = 1.35;

    /** Shorter lines, as of a table's cell, say by a small letter alone that they go on. */
    private static final double SHORT = 0.33;

    /** Signs of lists, among them those of the symbol fonts of word processors. */
    private static final Pattern MARK =
            Pattern.compile("^(?:[•◦▪▫●○■□‣⁃∙·➢►▶✓✔❖♦\\uF000-\\uF0FF*–—-]|[o§](?=\\s+\\p{Lu}))\\s*(?=\\S)");

    private static final Pattern ONLY_A_MARK = Pattern.compile(
            "^(?:[•◦▪▫●○■□‣⁃∙·➢►▶✓✔❖♦\\uF000-\\uF0FF*–—§o-]|\\(?(?:\\p{N}{1,3}(?:\\.\\p{N}{1,3})*|\\p{L}|[ivx]{1,4})[.):]?)\\s*$");
    private static final Pattern NUMBER = Pattern.compile(
            "^\\(?(?:\\p{N}{1,3}(?:\\.\\p{N}{1,3})*[.)]|\\p{N}{1,2}(?:\\.\\p{N}{1,2})+|\\p{L}[.)]|[ivx]{1,4}[.)])\\s+\\S");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:-[\\p{L}\\p{M}\\p{N}]+)*");
    private static final Pattern BROKEN = Pattern.compile("(\\p{L}+)[-\\u00AD\\u2010]$");
    private static final Pattern FULL_STOP = Pattern.compile("[.!?;:。！？；：,]$");
    private static final Pattern WITHOUT_SPACES =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]");
    private static final Pattern LEADERS = Pattern.compile("(?:\\s*[.…·]){4,}\\s*\\p{N}*\\s*$");
    private static final Pattern NUMBERS = Pattern.compile("\\p{N}+|\\b[ivxlc]+\\b");

    private final List<Line> lines;
    private final Set<String> words = new HashSet<>();
    private final double usualSize;
    private final boolean usuallyBold;
    private final double usualDistance;
    private final boolean hasHeadings;
    private final StringBuilder text = new StringBuilder();

    private PdfParagraphs(List<Line> all) {
        lines = withoutRunningHeads(all);
        learnWords();
        usualSize = usual(lines.stream()
                .collect(Collectors.toMap(
                        line -> (double) Math.round(line.size() * 2) / 2,
                        line -> line.text().length(),
                        Integer::sum)));
        usuallyBold = lines.stream()
                        .filter(Line::bold)
                        .mapToInt(line -> line.text().length())
                        .sum()
                > lines.stream().mapToInt(line -> line.text().length()).sum() / 2;
        Map<Double, Integer> distances = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            double distance = lines.get(i).y() - lines.get(i - 1).y();
            if (lines.get(i).page() == lines.get(i - 1).page() && distance > 0 && distance < 3 * usualSize) {
                distances.merge((double) Math.round(distance), 1, Integer::sum);
            }
        }
        hasHeadings = lines.stream().anyMatch(this::looksLikeHeading);
        usualDistance = distances.isEmpty() ? 1.2 * usualSize : usual(distances);
    }

    /** The text of these lines, a blank line between paragraphs. */
    static String of(List<Line> lines) {
        return new PdfParagraphs(lines).text();
    }

    /** Whether this is a sign or number of a list, and nothing behind it. */
    static boolean isMark(String text) {
        return ONLY_A_MARK.matcher(text).find();
    }

    /** The words that stand whole on a line. */
    private void learnWords() {
        boolean halved = false;
        for (Line line : lines) {
            String written = line.text().strip();
            Matcher word = WORD.matcher(written);
            for (boolean first = true; word.find(); first = false) {
                boolean brokenAtTheEnd = word.end() == written.length() - 1
                        && BROKEN.matcher(written).find();
                if (!(first && halved) && !brokenAtTheEnd) {
                    words.add(lower(word.group()));
                }
            }
            halved = BROKEN.matcher(written).find();
        }
    }

    private static double usual(Map<Double, Integer> counted) {
        return counted.entrySet().stream()
                .max(Map.Entry.<Double, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(12.0);
    }

    /** Without what stands at the same height of most pages, but for its numbers, and without the lines of a table of contents. */
    private static List<Line> withoutRunningHeads(List<Line> all) {
        Map<String, Set<Integer>> pages = new HashMap<>();
        all.forEach(
                line -> pages.computeIfAbsent(place(line), _ -> new HashSet<>()).add(line.page()));
        long written = all.stream().mapToInt(Line::page).distinct().count();
        return all.stream()
                .filter(line -> !LEADERS.matcher(line.text()).find())
                .filter(line -> pages.getOrDefault(place(line), Set.of()).size() < Math.max(2, written * 0.6))
                .toList();
    }

    private static String place(Line line) {
        return Math.round(line.y() / 3) + " " + NUMBERS.matcher(line.text()).replaceAll("#");
    }

    private String text() {
        List<Line> paragraph = new ArrayList<>();
        double right = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!paragraph.isEmpty() && !goesOn(paragraph, line, right)) {
                write(paragraph);
                paragraph.clear();
            }
            if (paragraph.isEmpty()) {
                right = rightOf(i);
            }
            paragraph.add(line);
        }
        write(paragraph);
        return text.toString();
    }

    /** Where the lines of a column end, of which this is one: the lines around it that begin where it begins, or nearly. */
    private double rightOf(int at) {
        Line line = lines.get(at);
        double right = line.end();
        for (int step : new int[] {-1, 1}) {
            for (int i = at + step; i >= 0 && i < lines.size(); i += step) {
                Line other = lines.get(i);
                if (other.page() != line.page() || Math.abs(other.x() - line.x()) > line.pageWidth() / 6) {
                    break;
                }
                right = Math.max(right, other.end());
            }
        }
        return right;
    }

    private boolean goesOn(List<Line> paragraph, Line next, double right) {
        Line first = paragraph.getFirst();
        Line last = paragraph.getLast();
        if (isItem(next) || last.text().endsWith(":") || looksLikeHeading(last) != looksLikeHeading(next)) {
            return false;
        }
        boolean small = Character.isLowerCase(next.text().strip().codePointAt(0));
        if (next.page() != last.page()) {
            return small && !FULL_STOP.matcher(last.text().strip()).find();
        }
        double distance = next.y() - last.y();
        if (distance <= 0
                || distance > APART * Math.max(usualDistance, 1.2 * next.size())
                || Math.abs(next.size() - last.size()) > 0.1 * last.size()) {
            return false;
        }
        if (isItem(first) && paragraph.size() == 1 && next.x() < first.x() - 1) {
            return false;
        }
        boolean narrow = last.end() - last.x() < SHORT * last.pageWidth();
        return small && !FULL_STOP.matcher(last.text().strip()).find() || !narrow && !hadRoom(last, next, right);
    }

    private static boolean hadRoom(Line last, Line next, double right) {
        String written = next.text().strip();
        double share = WITHOUT_SPACES.matcher(written).lookingAt()
                ? 1.0 / written.length()
                : (double) firstWord(written).length() / written.length();
        return last.end() + next.size() / 4 + (next.end() - next.x()) * share < right;
    }

    private static String firstWord(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    private static boolean isItem(Line line) {
        String written = line.text().strip();
        return MARK.matcher(written).find() || NUMBER.matcher(written).find();
    }

    private boolean looksLikeHeading(Line line) {
        String written = line.text().strip();
        return (line.bold() && !usuallyBold || line.size() > LARGER * usualSize)
                && !MARK.matcher(written).find()
                && WORD.matcher(written).results().count() <= MOST_WORDS_OF_A_HEADING;
    }

    private void write(List<Line> paragraph) {
        if (paragraph.isEmpty()) {
            return;
        }
        StringBuilder all = new StringBuilder();
        paragraph.forEach(line -> append(all, line.text().strip().replace("\u00A0", " ")));
        String written = all.toString().replace("\u00AD", "");
        Matcher mark = MARK.matcher(written);
        if (looksLikeHeading(paragraph.getFirst()) && !endsASentence(written)) {
            text.append("# ").append(written);
        } else if (mark.find()) {
            text.append("- ").append(written.substring(mark.end()));
        } else if (hasHeadings
                && !written.endsWith(":")
                && !NUMBER.matcher(written).find()) {
            text.append("- ").append(written); // short as it may be, it is no heading
        } else {
            text.append(written);
        }
        text.append("\n\n");
    }

    private static boolean endsASentence(String written) {
        return FULL_STOP.matcher(written).find() && !written.endsWith(":");
    }

    private void append(StringBuilder all, String line) {
        Matcher broken = BROKEN.matcher(all);
        if (broken.find() && goesOnAs(broken.group(1), line)) {
            if (!isWrittenWithHyphen(lower(broken.group(1)), lower(firstWord(line)))) {
                all.setLength(all.length() - 1);
            }
        } else if (!all.isEmpty()
                && !WITHOUT_SPACES.matcher(all.substring(all.length() - 1)).find()) {
            all.append(' ');
        }
        all.append(line);
    }

    private static boolean goesOnAs(String before, String after) {
        return Character.isLowerCase(after.codePointAt(0))
                || before.equals(before.toUpperCase(Locale.ROOT)) && Character.isUpperCase(after.codePointAt(0));
    }

    /** A word that was broken at a hyphen of its own keeps it: it is written so elsewhere, or both halves are words. */
    private boolean isWrittenWithHyphen(String before, String after) {
        Matcher word = WORD.matcher(after);
        return word.lookingAt()
                && !words.contains(before + word.group())
                && (words.contains(before + "-" + word.group())
                        || words.contains(before) && words.contains(word.group()));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
