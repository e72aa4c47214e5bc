package org.throughline.credentials.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON as strictly as a signature needs it (RFC 8259 with the restrictions of I-JSON, RFC 7493): no key twice, no lone
 * surrogate, no number that two readers may understand differently, nothing after the end, and limits on everything.
 */
public final class StrictJson {

    /** The deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 64;

    /** The most keys in one object. */
    public static final int MAX_KEYS = 1_000;

    /** The most characters of one number. */
    public static final int MAX_NUMBER_LENGTH = 100;

    /** The most values in a text; a long one, such as a list of what was revoked, may have one for every 24 bytes. */
    public static final int MAX_VALUES = 60_000;

    /** The most bytes of one key. */
    public static final int MAX_NAME_LENGTH = 10_000;

    /** The most characters of a whole text; every document has a lower limit of its own. */
    private static final int MAX_TEXT = 1 << 25;

    private StrictJson() {}

    /** The text of bytes that are UTF-8 without a byte order mark; empty for anything else. */
    public static Optional<String> utf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF") || (text.indexOf('\uFFFD') >= 0 && !isWellFormed(bytes))) {
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** What is not well-formed is read as U+FFFD; where that stands, it may also have been written. */
    private static boolean isWellFormed(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * Reads one JSON object, and never throws on hostile text.
     *
     * @param utf8  well-formed UTF-8, which {@link #utf8} has read
     */
    public static Parsed parse(byte[] utf8) {
        try {
            return new Parsed.Tree(new StrictReader(utf8).onlyObject());
        } catch (StrictReader.RefusedException e) {
            return e.refused();
        }
    }

    /** Reads one JSON object, and never throws on hostile text. */
    public static Parsed parse(String text) {
        if (text.length() > MAX_TEXT) {
            return new Parsed.Refused("json-limits", "The text is too long", "");
        }
        if (hasLoneSurrogates(text)) {
            return new Parsed.Refused("json-malformed", "A character is cut in half (lone surrogate)", "");
        }
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads JSON text that is one string; empty for anything else. */
    public static Optional<String> string(String text) {
        if (text.length() > MAX_TEXT || hasLoneSurrogates(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StrictReader(text.getBytes(StandardCharsets.UTF_8)).onlyString());
        } catch (StrictReader.RefusedException e) {
            return Optional.empty();
        }
    }

    /** Whether a character is cut in half, so that the text has no bytes: what came from bytes has none; what a caller made may. */
    public static boolean hasLoneSurrogates(String text) {
        boolean some = false;
        for (int i = 0; i < text.length(); i++) {
            some |= (text.charAt(i) & 0xF800) == Character.MIN_SURROGATE;
        }
        return some && text.codePoints().anyMatch(c -> (c & ~0x7FF) == Character.MIN_SURROGATE);
    }
}
