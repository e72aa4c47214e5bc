package org.throughline.credentials.tree;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goes once over the bytes of a JSON text (RFC 8259, section 2) and makes its tree, as strict as {@link StrictJson} says.
 *
 * <p>The bytes are well-formed UTF-8, so every byte below 128 is a character of its own.
 */
final class StrictReader {

    private static final BigDecimal MAX_SAFE_INTEGER = BigDecimal.valueOf((1L << 53) - 1);
    private static final BigDecimal MAX_DOUBLE = BigDecimal.valueOf(Double.MAX_VALUE);

    /** So many digits are below 2^53 whatever they are. */
    private static final int SAFE_DIGITS = 15;

    /** Kept, because looking it up for every value, as {@code Json} does, costs more than the value. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private final byte[] text;
    private final int most;
    private int values;
    private int at;
    private int depth;
    private final @Nullable String[] names = new String[StrictJson.MAX_DEPTH + 1];
    private final int[] indices = new int[StrictJson.MAX_DEPTH + 1];
    private Member[] members = new Member[64];
    private int memberCount;
    private JsonValue[] elements = new JsonValue[32];
    private int elementCount;

    StrictReader(byte[] text) {
        this.text = text;
        this.most = Math.max(StrictJson.MAX_VALUES, text.length / 24);
    }

    /** The text, which is one object and nothing else. */
    TreeObject onlyObject() throws RefusedException {
        space();
        if (peek() != '{') {
            throw at >= text.length || !beginsValue(peek())
                    ? malformed("expected a value")
                    : new RefusedException("json-not-an-object", "A credential is one JSON object", "");
        }
        TreeObject object = object();
        end();
        return object;
    }

    /** The text, which is one string and nothing else. */
    String onlyString() throws RefusedException {
        space();
        if (peek() != '"') {
            throw malformed("expected a string");
        }
        String string = string(false);
        end();
        return string;
    }

    private static boolean beginsValue(int c) {
        return c == '[' || c == '"' || c == '-' || (c >= '0' && c <= '9') || c == 't' || c == 'f' || c == 'n';
    }

    private void end() throws RefusedException {
        space();
        if (at < text.length) {
            throw new RefusedException("json-malformed", "There is more text after the end of the value", "");
        }
    }

    private TreeObject object() throws RefusedException {
        enter();
        int first = memberCount;
        at++;
        space();
        if (peek() == '}') {
            at++;
            depth--;
            return members(first);
        }
        while (true) {
            if (peek() != '"') {
                throw malformed("expected the name of a property in quotes");
            }
            String name = string(true);
            names[depth] = name;
            space();
            if (peek() != ':') {
                throw malformed("expected a colon after the name of a property");
            }
            at++;
            space();
            keep(new Member(name, value()), first);
            space();
            int next = peek();
            if (next == '}') {
                at++;
                TreeObject object = members(first);
                depth--;
                return object;
            }
            if (next != ',') {
                throw malformed("expected a comma or the end of the object");
            }
            at++;
            space();
        }
    }

    private void keep(Member member, int first) throws RefusedException {
        if (memberCount - first >= StrictJson.MAX_KEYS) {
            throw refused("json-limits", "One object has more than " + StrictJson.MAX_KEYS + " properties");
        }
        if (memberCount == members.length) {
            members = Arrays.copyOf(members, memberCount * 2);
        }
        members[memberCount++] = member;
    }

    private TreeObject members(int first) throws RefusedException {
        Member[] own = Arrays.copyOfRange(members, first, memberCount);
        memberCount = first;
        try {
            return TreeObject.of(own);
        } catch (TreeObject.SameNameException e) {
            names[depth] = e.name();
            throw refused(e.isTwice() ? "json-duplicate-key" : "json-limits", String.valueOf(e.getMessage()));
        }
    }

    private TreeArray array() throws RefusedException {
        enter();
        int first = elementCount;
        at++;
        space();
        if (peek() == ']') {
            at++;
            depth--;
            return TreeArray.EMPTY;
        }
        names[depth] = null;
        while (true) {
            indices[depth] = elementCount - first;
            JsonValue value = value();
            if (elementCount == elements.length) {
                elements = Arrays.copyOf(elements, elementCount * 2);
            }
            elements[elementCount++] = value;
            space();
            int next = peek();
            if (next == ']') {
                at++;
                depth--;
                TreeArray array = new TreeArray(Arrays.copyOfRange(elements, first, elementCount));
                elementCount = first;
                return array;
            }
            if (next != ',') {
                throw malformed("expected a comma or the end of the array");
            }
            at++;
            space();
        }
    }

    private void enter() throws RefusedException {
        if (depth >= StrictJson.MAX_DEPTH) {
            throw refused("json-limits", "Objects and arrays stand more than " + StrictJson.MAX_DEPTH + " deep");
        }
        depth++;
        names[depth] = null;
        indices[depth] = -1;
    }

    /** A tree is far larger than its text when it is all of small values, so they are counted while it grows. */
    private JsonValue value() throws RefusedException {
        if (++values > most) {
            throw refused("json-limits", "There are more than " + most + " values");
        }
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new TreeString(string(false));
            case 't' -> word("true", JsonValue.TRUE);
            case 'f' -> word("false", JsonValue.FALSE);
            case 'n' -> word("null", JsonValue.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw malformed("expected a value");
        };
    }

    private JsonValue word(String word, JsonValue value) throws RefusedException {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= text.length || text[at + i] != word.charAt(i)) {
                throw malformed("expected a value");
            }
        }
        at += word.length();
        return value;
    }

    private JsonValue number() throws RefusedException {
        int from = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        long whole = 0;
        while (isDigit(peek())) {
            whole = whole * 10 + (text[at] - '0');
            at++;
        }
        int count = at - digits;
        if (count == 0 || (count > 1 && text[digits] == '0')) {
            throw malformed("expected a number without leading zeros");
        }
        boolean plain = peek() != '.' && peek() != 'e' && peek() != 'E';
        if (plain && count <= SAFE_DIGITS) {
            return JSON.createValue(from == digits ? whole : -whole);
        }
        if (peek() == '.') {
            at++;
            digits("expected digits after the decimal point");
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("expected digits in the exponent");
        }
        if (at - from > StrictJson.MAX_NUMBER_LENGTH) {
            throw refused("json-limits", "The number has more than " + StrictJson.MAX_NUMBER_LENGTH + " characters");
        }
        return number(new String(text, from, at - from, StandardCharsets.ISO_8859_1));
    }

    private JsonValue number(String written) throws RefusedException {
        BigDecimal number;
        try {
            number = new BigDecimal(written);
        } catch (NumberFormatException e) {
            throw beyondReason();
        }
        if (Math.abs((long) number.precision() - number.scale()) > 400
                || number.abs().compareTo(MAX_DOUBLE) > 0) {
            throw beyondReason();
        }
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() > 0) {
            return JSON.createValue(number);
        }
        if (stripped.abs().compareTo(MAX_SAFE_INTEGER) > 0) {
            throw refused("json-limits", "The whole number is beyond 2^53, where readers begin to disagree");
        }
        return JSON.createValue(stripped.longValueExact());
    }

    private RefusedException beyondReason() {
        return refused("json-limits", "The number is too large or too small to mean the same everywhere");
    }

    private void digits(String expected) throws RefusedException {
        int from = at;
        while (isDigit(peek())) {
            at++;
        }
        if (at == from) {
            throw malformed(expected);
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private String string(boolean isName) throws RefusedException {
        int from = ++at;
        int all = 0;
        int i = from;
        while (true) {
            if (i >= text.length) {
                at = i;
                throw malformed("the text ends within a string");
            }
            byte c = text[i];
            if (c == '"') {
                break;
            }
            if (c == '\\') {
                at = from;
                return escaped(i, isName);
            }
            if (c >= 0 && c < 0x20) {
                at = i;
                throw malformed("a control character stands in a string without being escaped");
            }
            all |= c;
            i++;
        }
        at = i + 1;
        if (isName && i - from > StrictJson.MAX_NAME_LENGTH) {
            throw nameTooLong();
        }
        if (all >= 0) {
            return isName ? Names.of(text, from, i) : new String(text, from, i - from, StandardCharsets.ISO_8859_1);
        }
        return new String(text, from, i - from, StandardCharsets.UTF_8);
    }

    private RefusedException nameTooLong() {
        return refused("json-limits", "The name of a property has more than " + StrictJson.MAX_NAME_LENGTH + " bytes");
    }

    /** A string with escapes; what came before the first one is copied. */
    private String escaped(int firstEscape, boolean isName) throws RefusedException {
        StringBuilder out = new StringBuilder(firstEscape - at + 64);
        int run = at;
        at = firstEscape;
        while (true) {
            int c = peek();
            if (c < 0 || at >= text.length) {
                throw malformed("the text ends within a string");
            }
            if (c == '"' || c == '\\') {
                out.append(new String(text, run, at - run, StandardCharsets.UTF_8));
                at++;
                if (c == '"') {
                    break;
                }
                out.append(escape());
                run = at;
            } else if (c < 0x20) {
                throw malformed("a control character stands in a string without being escaped");
            } else {
                at++;
            }
        }
        if (isName && out.length() > StrictJson.MAX_NAME_LENGTH) {
            throw nameTooLong();
        }
        refuseHalves(out);
        return out.toString();
    }

    private char escape() throws RefusedException {
        int c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> {
                at--;
                throw malformed("no such escape in a string");
            }
        };
    }

    private char unit() throws RefusedException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length && text[at] >= 0 ? Character.digit((char) text[at], 16) : -1;
            if (digit < 0) {
                throw malformed("expected four hexadecimal digits after \\u");
            }
            unit = unit * 16 + digit;
            at++;
        }
        return (char) unit;
    }

    private void refuseHalves(CharSequence string) throws RefusedException {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw refused("json-malformed", "A character is cut in half (lone surrogate)");
            }
        }
    }

    /** The next byte, from 0 to 255; 256 at the end. */
    private int peek() {
        return at < text.length ? text[at] & 0xff : 256;
    }

    private void space() {
        while (at < text.length) {
            byte c = text[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private RefusedException malformed(String what) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < Math.min(at, text.length); i++) {
            if (text[i] == '\n') {
                line++;
                begin = i + 1;
            }
        }
        int column = new String(text, begin, Math.min(at, text.length) - begin, StandardCharsets.UTF_8).length() + 1;
        return refused("json-malformed", "This is not JSON: " + what + " (line " + line + ", column " + column + ")");
    }

    private RefusedException refused(String code, String message) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 1; i <= depth; i++) {
            String name = names[i];
            if (name != null) {
                pointer.append(Tree.step(name));
            } else if (indices[i] >= 0) {
                pointer.append('/').append(indices[i]);
            }
        }
        return new RefusedException(code, message, pointer.toString());
    }

    /** Carries a refusal out of the recursion, never out of this package. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Parsed.Refused refused;

        RefusedException(String code, String message, String pointer) {
            super(message, null, false, false);
            this.refused = new Parsed.Refused(code, message, pointer);
        }

        Parsed.Refused refused() {
            return refused;
        }
    }
}
