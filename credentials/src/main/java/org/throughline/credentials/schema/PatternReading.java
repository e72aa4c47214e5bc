package org.throughline.credentials.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a pattern (ECMA-262, section 22.2.1) into its parts. */
final class PatternReading {

    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_TIMES = 1_000;
    private static final int END = -1;

    /** The long names of categories that people write. */
    private static final Map<String, String> CATEGORIES = Map.of(
            "Letter", "L",
            "Lowercase_Letter", "Ll",
            "Uppercase_Letter", "Lu",
            "Mark", "M",
            "Number", "N",
            "Decimal_Number", "Nd",
            "Punctuation", "P",
            "Symbol", "S",
            "Separator", "Z");

    private final int[] text;
    private int at;
    private int depth;

    private PatternReading(int[] text) {
        this.text = text;
    }

    static PatternNode read(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw new UnusableSchemaException("a pattern in it has more than " + MAX_LENGTH + " characters");
        }
        PatternReading reading = new PatternReading(pattern.codePoints().toArray());
        PatternNode whole = reading.choice();
        if (reading.at < reading.text.length) {
            throw wrong();
        }
        return whole;
    }

    static boolean isWord(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(int c) {
        return c >= 9 && c <= 13
                || c == ' '
                || c == 0xA0
                || c == 0xFEFF
                || isLineEnd(c)
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
    }

    private static UnusableSchemaException wrong() {
        return new UnusableSchemaException("a pattern in it is no regular expression that is understood here");
    }

    private int peek() {
        return at < text.length ? text[at] : END;
    }

    private boolean took(String next) {
        for (int i = 0; i < next.length(); i++) {
            if (at + i >= text.length || text[at + i] != next.charAt(i)) {
                return false;
            }
        }
        at += next.length();
        return true;
    }

    private PatternNode choice() {
        if (++depth > MAX_DEPTH) {
            throw new UnusableSchemaException("a pattern in it is nested too deeply");
        }
        List<PatternNode> options = new ArrayList<>(List.of(row()));
        while (took("|")) {
            options.add(row());
        }
        depth--;
        return options.size() == 1 ? options.getFirst() : new PatternNode.Choice(options);
    }

    private PatternNode row() {
        List<PatternNode> parts = new ArrayList<>();
        while (at < text.length && peek() != '|' && peek() != ')') {
            parts.add(repeated(part()));
        }
        return new PatternNode.Row(parts);
    }

    private PatternNode part() {
        if (took("^")) {
            return PatternNode.Edge.START;
        }
        if (took("$")) {
            return PatternNode.Edge.END;
        }
        if (took("\\b")) {
            return PatternNode.Edge.WORD;
        }
        if (took("\\B")) {
            return PatternNode.Edge.NO_WORD;
        }
        if (took("(?=") || took("(?!")) {
            boolean negated = text[at - 1] == '!';
            return new PatternNode.Ahead(group(), negated);
        }
        if (took("(?:")) {
            return group();
        }
        if (took("(?")) {
            name();
            return group();
        }
        if (took("(")) {
            return group();
        }
        if (took("[")) {
            return characterClass();
        }
        if (took(".")) {
            return new PatternNode.One(c -> !isLineEnd(c), 1);
        }
        int c = text[at++];
        if (c == '*' || c == '+' || c == '?') {
            throw wrong();
        }
        return new PatternNode.One(c == '\\' ? escaped(false) : same(c), 1);
    }

    private PatternNode group() {
        PatternNode inside = choice();
        if (!took(")")) {
            throw wrong();
        }
        return inside;
    }

    /** The name of a group says nothing to us; what looks behind, or changes how letters are compared, is not understood. */
    private void name() {
        if (!took("<") || peek() == '=' || peek() == '!') {
            throw wrong();
        }
        while (isWord(peek())) {
            at++;
        }
        if (!took(">")) {
            throw wrong();
        }
    }

    private PatternNode repeated(PatternNode what) {
        int least;
        int most;
        int before = at;
        if (took("*")) {
            least = 0;
            most = -1;
        } else if (took("+")) {
            least = 1;
            most = -1;
        } else if (took("?")) {
            least = 0;
            most = 1;
        } else if (took("{") && isDigit(peek())) {
            least = number();
            most = !took(",") ? least : isDigit(peek()) ? number() : -1;
            if (!took("}")) {
                at = before;
                return what;
            }
        } else {
            at = before;
            return what;
        }
        took("?");
        if (most >= 0 && most < least || what instanceof PatternNode.Edge) {
            throw wrong();
        }
        return new PatternNode.Repeat(what, least, most);
    }

    private int number() {
        int number = 0;
        while (isDigit(peek())) {
            number = number * 10 + text[at++] - '0';
            if (number > MAX_TIMES) {
                throw new UnusableSchemaException(
                        "a pattern in it repeats something more than " + MAX_TIMES + " times");
            }
        }
        return number;
    }

    private static IntPredicate same(int wanted) {
        return c -> c == wanted;
    }

    private PatternNode characterClass() {
        boolean negated = took("^");
        List<IntPredicate> some = new ArrayList<>();
        while (!took("]")) {
            if (at >= text.length) {
                throw wrong();
            }
            int first = literalInClass();
            if (first < 0) {
                some.add(escaped(true));
            } else if (peek() == '-' && at + 1 < text.length && text[at + 1] != ']') {
                at++;
                int last = literalInClass();
                if (last < first) {
                    throw wrong();
                }
                some.add(c -> c >= first && c <= last);
            } else {
                some.add(same(first));
            }
        }
        return new PatternNode.One(c -> isAmong(c, some) != negated, 1 + some.size());
    }

    private static boolean isAmong(int c, List<IntPredicate> some) {
        for (IntPredicate one : some) {
            if (one.test(c)) {
                return true;
            }
        }
        return false;
    }

    /** A character that stands for itself; -1, with the backslash taken, for what stands for several. */
    private int literalInClass() {
        if (peek() != '\\') {
            if (at >= text.length) {
                throw wrong();
            }
            return text[at++];
        }
        at++;
        return switch (peek()) {
            case 'd', 'D', 'w', 'W', 's', 'S', 'p', 'P' -> -1;
            case 'b' -> {
                at++;
                yield '\b';
            }
            default -> literal();
        };
    }

    /** What stands after a backslash. */
    private IntPredicate escaped(boolean inClass) {
        int c = peek();
        @Nullable
        IntPredicate several = switch (c) {
            case 'd', 'D' -> PatternReading::isDigit;
            case 'w', 'W' -> PatternReading::isWord;
            case 's', 'S' -> PatternReading::isSpace;
            case 'p', 'P' -> {
                at++;
                IntPredicate property = property();
                at--;
                yield property;
            }
            default -> null;
        };
        if (several != null) {
            at++;
            return Character.isUpperCase(c) ? several.negate() : several;
        }
        if (!inClass && (c == 'k' || c >= '1' && c <= '9')) {
            throw new UnusableSchemaException("a pattern in it refers back to a group, which is not followed here");
        }
        return same(literal());
    }

    private IntPredicate property() {
        StringBuilder name = new StringBuilder();
        if (!took("{")) {
            throw wrong();
        }
        while (peek() != '}' && at < text.length) {
            name.appendCodePoint(text[at++]);
        }
        if (!took("}") || !name.toString().matches("[A-Za-z_]+(=[A-Za-z_]+)?")) {
            throw wrong();
        }
        String known = CATEGORIES.getOrDefault(name.toString(), name.toString());
        try {
            Pattern pattern = Pattern.compile("\\p{" + known + "}");
            return c -> pattern.matcher(Character.toString(c)).matches();
        } catch (PatternSyntaxException e) {
            throw wrong();
        }
    }

    private int literal() {
        if (at >= text.length) {
            throw wrong();
        }
        int c = text[at++];
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'v' -> 0x0B;
            case '0' -> 0;
            case 'c' -> {
                int letter = peek();
                at++;
                if (letter < 'A' || letter > 'z' || !Character.isLetter(letter)) {
                    throw wrong();
                }
                yield letter % 32;
            }
            case 'x' -> hex(2);
            case 'u' -> unicode();
            default -> {
                if (isWord(c) && c != '_') {
                    throw wrong();
                }
                yield c;
            }
        };
    }

    private int unicode() {
        if (took("{")) {
            int value = 0;
            while (peek() != '}') {
                value = value * 16 + hex(1);
                if (value > Character.MAX_CODE_POINT) {
                    throw wrong();
                }
            }
            at++;
            return value;
        }
        int high = hex(4);
        if (Character.isHighSurrogate((char) high) && took("\\u")) {
            int low = hex(4);
            if (!Character.isLowSurrogate((char) low)) {
                throw wrong();
            }
            return Character.toCodePoint((char) high, (char) low);
        }
        return high;
    }

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < text.length ? Character.digit(text[at], 16) : -1;
            if (digit < 0) {
                throw wrong();
            }
            value = value * 16 + digit;
            at++;
        }
        return value;
    }
}
