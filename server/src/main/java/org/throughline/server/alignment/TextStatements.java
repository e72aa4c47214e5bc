package org.throughline.server.alignment;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that somebody pasted (a statement, a job description, a syllabus) taken apart into what may be a competency. Bullets and sentences are
 * statements, whatever the language; what stands above them as a heading goes along as context. What says nothing about what somebody can
 * do (addresses, money, headings, what is too short) is left out, and told.
 *
 * @param statements in the order of the text
 * @param leftOut everything else, each with why
 * @param cut whether the text had more than {@link #MOST} statements, so that the rest was not looked at
 */
record TextStatements(List<Found> statements, List<LeftOut> leftOut, boolean cut) {
    /** So many statements of one text are looked at. */
    static final int MOST = 150;
    /** So many characters of one statement. */
    static final int LONGEST = 600;

    private static final int FEWEST_WORDS = 2;
    private static final int MOST_WORDS_OF_A_HEADING = 8;
    private static final int MOST_CJK_OF_A_HEADING = 12;

    /** A line of so many characters was broken because it was full. */
    private static final int FULL_LINE = 60;

    /** A mark of a list: a sign, a number or a letter before a stop or a bracket, a circled number. */
    private static final Pattern BULLET = Pattern.compile(
            "^\\s*(?:[-*+•◦▪●○■□‣⁃–—·✓✔➢►▶・※]\\s+|[・●○■□◆◇※①-⑳]\\s*|\\(?\\p{N}{1,3}(?:\\.\\p{N}{1,3})*[.)、．]\\s*|\\(?\\p{L}[.)]\\s+)");

    private static final Pattern MARKDOWN_HEADING = Pattern.compile("^\\s{0,3}#{1,6}\\s+");
    private static final Pattern RULE = Pattern.compile("^\\s*(?:[-=_*~]\\s*){3,}$");
    private static final Pattern EMPHASIS = Pattern.compile("(\\*\\*|__|`)");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)]\\([^)]*\\)");
    private static final Pattern CJK =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern WORD_OF_LETTERS = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}]*");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?。！？؟।;；]\\s*[\"'”’»)）」』]*$");
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://|www\\.|[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}|\\+?\\p{N}[\\p{N}() /-]{7,}\\p{N}");
    private static final Pattern MONEY =
            Pattern.compile("\\p{Sc}\\s?\\p{N}|\\p{N}[\\p{N}.,]*\\s?(?:\\p{Sc}|EUR|USD|GBP|CHF)\\b");

    /** Words by which employers and schools begin what is about themselves; a heading of these leaves out what stands under it. */
    private static final Pattern ABOUT_THEMSELVES = Pattern.compile(
            "(?iu)^(?:about (?:us|the (?:company|team|college|university))|who we are|(?:our )?benefits|what we offer|perks|compensation|salary|"
                    + "how to apply|application process|contact|equal opportunity.*|eeo.*|grading.*|office hours|attendance.*|academic integrity.*|"
                    + "textbooks?|required (?:texts?|materials)|schedule|über uns|wir bieten|das bieten wir|bewerbung|kontakt|"
                    + "qui sommes-nous|nous offrons|avantages|postuler|sobre nosotros|quiénes somos|ofrecemos|beneficios|cómo aplicar|"
                    + "会社概要|待遇|福利厚生|応募方法|关于我们|公司简介|福利待遇|联系方式|회사 소개|복리후생)\\s*[:：]?$");

    TextStatements {
        statements = List.copyOf(statements);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A statement.
     *
     * @param heading what it stands under in the text; empty where nothing
     */
    record Found(String text, String heading) {}

    /** What was not taken for a statement. */
    record LeftOut(String text, Why why) {}

    /** Why something was left out. */
    enum Why {
        HEADING("a heading"),
        ABOUT_THEMSELVES("about whoever wrote it, not about what somebody can do"),
        ADDRESS("an address, a number or a link"),
        MONEY("about money"),
        TOO_SHORT("too short to say something"),
        TWICE("stands there twice");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Takes a text apart. */
    static TextStatements of(String text) {
        return new Reading().read(text);
    }

    private static final class Reading {
        private final List<Found> found = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private final StringBuilder paragraph = new StringBuilder();
        private String heading = "";
        /** A line that looked like a heading, until something stands under it: else it was a statement itself. */
        private String doubtful = "";

        /** Whether a blank line came since the last line. */
        private boolean parted;

        private int lastLine;
        private boolean aside;
        private boolean code;
        private boolean cut;

        TextStatements read(String text) {
            String clean = Normalizer.normalize(text, Normalizer.Form.NFC)
                    .replace("\uFEFF", "")
                    .replaceAll("[\\p{Cc}&&[^\\n\\r\\t]]", " ");
            clean.lines().forEach(this::line);
            flush();
            settleDoubt(false);
            return new TextStatements(found, leftOut, cut);
        }

        private void line(String raw) {
            String line = EMPHASIS.matcher(LINK.matcher(raw).replaceAll("$1")).replaceAll("");
            if (line.strip().startsWith("```")) {
                code = !code;
                return;
            }
            if (code || line.isBlank() || RULE.matcher(line).matches()) {
                parted = true;
                flush();
                return;
            }
            Matcher markdown = MARKDOWN_HEADING.matcher(line);
            if (markdown.find()) {
                flush();
                settleDoubt(isTitle());
                head(line.substring(markdown.end()).strip());
                return;
            }
            Matcher bullet = BULLET.matcher(line);
            if (bullet.find()) {
                flush();
                paragraph.append(line.substring(bullet.end()).strip());
                lastLine = line.strip().length();
                parted = false;
                return;
            }
            if (paragraph.isEmpty() && isHeading(line.strip())) {
                boolean sure = isSurelyHeading(line.strip());
                settleDoubt(sure && isTitle());
                if (sure) {
                    head(line.strip());
                } else {
                    doubtful = line.strip();
                    parted = false;
                }
                return;
            }
            if (paragraph.isEmpty() && !doubtful.isEmpty() && !parted && startsSmall(line)) {
                paragraph.append(doubtful); // a sentence broken after few words
                doubtful = "";
            }
            if (!paragraph.isEmpty() && !goesOn(raw)) {
                flush();
            }
            if (!paragraph.isEmpty()
                    && !CJK.matcher(paragraph.substring(paragraph.length() - 1)).matches()) {
                paragraph.append(' ');
            }
            paragraph.append(line.strip());
            lastLine = line.strip().length();
            parted = false;
        }

        /** Whether a line goes on with the sentence before it: indented under a bullet, small at its beginning, or after a line that was full. */
        private boolean goesOn(String raw) {
            return !SENTENCE_END.matcher(paragraph).find()
                    && (raw.startsWith("  ") || raw.startsWith("\t") || startsSmall(raw) || lastLine >= FULL_LINE);
        }

        private static boolean startsSmall(String line) {
            return Character.isLowerCase(line.strip().codePointAt(0));
        }

        /** Whether the line that is in doubt is the text's first: its title, if a heading follows. */
        private boolean isTitle() {
            return found.isEmpty() && leftOut.isEmpty();
        }

        private static boolean isSurelyHeading(String line) {
            return line.endsWith(":")
                    || line.endsWith("：")
                    || ABOUT_THEMSELVES.matcher(line).matches();
        }

        private void settleDoubt(boolean somethingFollows) {
            String line = doubtful;
            doubtful = "";
            if (line.isEmpty()) {
                return;
            }
            if (somethingFollows || isTooShort(line)) {
                head(line);
            } else {
                take(line);
            }
        }

        /** A short line that ends like no sentence: a title above what follows. */
        private static boolean isHeading(String line) {
            if (line.endsWith(":") || line.endsWith("：")) {
                return count(WORD, line) <= 2 * MOST_WORDS_OF_A_HEADING;
            }
            if (SENTENCE_END.matcher(line).find()) {
                return false;
            }
            long cjk = count(CJK, line);
            if (cjk > 0) {
                return cjk <= MOST_CJK_OF_A_HEADING;
            }
            long words = count(WORD, line);
            boolean shouted = line.equals(line.toUpperCase(Locale.ROOT)) && !line.equals(line.toLowerCase(Locale.ROOT));
            return words <= MOST_WORDS_OF_A_HEADING
                    && (shouted || words <= MOST_WORDS_OF_A_HEADING / 2 && startsTitle(line));
        }

        private static boolean startsTitle(String line) {
            return Character.isUpperCase(line.codePointAt(0)) || Character.isDigit(line.codePointAt(0));
        }

        private void head(String text) {
            if (text.isBlank()) {
                return;
            }
            heading = text.replaceAll("[:：]$", "").strip();
            aside = ABOUT_THEMSELVES.matcher(text).matches();
            leftOut.add(new LeftOut(heading, aside ? Why.ABOUT_THEMSELVES : Why.HEADING));
        }

        private void flush() {
            String text = paragraph.toString().strip().replaceAll("\\s+", " ");
            paragraph.setLength(0);
            if (text.isEmpty()) {
                return;
            }
            settleDoubt(true);
            BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
            sentences.setText(text);
            int from = sentences.first();
            for (int to = sentences.next(); to != BreakIterator.DONE; from = to, to = sentences.next()) {
                take(text.substring(from, to).strip());
            }
        }

        private void take(String sentence) {
            if (sentence.isEmpty()) {
                return;
            }
            String text = sentence.length() > LONGEST ? sentence.substring(0, LONGEST) : sentence;
            if (aside) {
                leftOut.add(new LeftOut(text, Why.ABOUT_THEMSELVES));
            } else if (ADDRESS.matcher(text).find()) {
                leftOut.add(new LeftOut(text, Why.ADDRESS));
            } else if (MONEY.matcher(text).find()) {
                leftOut.add(new LeftOut(text, Why.MONEY));
            } else if (isTooShort(text)) {
                leftOut.add(new LeftOut(text, Why.TOO_SHORT));
            } else if (!seen.add(text.toLowerCase(Locale.ROOT))) {
                leftOut.add(new LeftOut(text, Why.TWICE));
            } else if (found.size() < MOST) {
                found.add(new Found(text, heading));
            } else {
                cut = true;
            }
        }

        private static boolean isTooShort(String text) {
            return count(WORD_OF_LETTERS, text) < FEWEST_WORDS && count(CJK, text) < 2 * FEWEST_WORDS;
        }

        private static long count(Pattern what, String text) {
            return what.matcher(text).results().count();
        }
    }
}
