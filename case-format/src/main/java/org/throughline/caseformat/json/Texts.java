package org.throughline.caseformat.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Small mendings of texts as they come from files. */
final class Texts {

    private static final int SHOWN = 80;
    private static final String URI_CHARACTERS = "-._~:/?#[]@!$&'()*+,;=%";

    private Texts() {}

    /** The text without what neither XML nor a database can hold: control characters and halves of surrogate pairs. */
    static String clean(String text) {
        int i = 0;
        while (i < text.length() && plain(text.charAt(i))) {
            i++;
        }
        if (i == text.length() || text.codePoints().noneMatch(Texts::unusable)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(c -> !unusable(c)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean plain(char c) {
        return c >= 0x20 && c < Character.MIN_SURROGATE || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean unusable(int c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r'
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                || c == 0xFFFE
                || c == 0xFFFF;
    }

    /** The text in quotation marks, shortened for a message. */
    static String quoted(@Nullable String text) {
        if (text == null) {
            return "nothing";
        }
        String shown = text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
        return "\"" + shown.replaceAll("\\s+", " ") + "\"";
    }

    /** The text with percent signs and their two digits read as UTF-8; as it is where they do not make a text. */
    static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The text with everything that a URI may not contain as percent-encoded UTF-8; what is encoded already stays. */
    static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || URI_CHARACTERS.indexOf(c) >= 0);
            encoded.append(plain ? (char) c : String.format(Locale.ROOT, "%%%02X", c));
        }
        return encoded.toString();
    }
}
