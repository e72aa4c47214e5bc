package org.throughline.caseformat.exchange;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spelling of texts in a workbook's XML: a character that XML cannot hold, or would change, is written {@code _xHHHH_}, and so is
 * the underscore of a text that looks like that itself (ISO/IEC 29500-1, 22.9.2.19 ST_Xstring).
 */
final class XlsxText {

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private XlsxText() {}

    /** The text as it stands between tags or in an attribute. */
    static String written(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        Matcher escapes = ESCAPE.matcher(text);
        boolean looks = escapes.find();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_' && looks && escapes.reset().region(i, text.length()).lookingAt()) {
                out.append("_x005F_");
            } else if (c == '&') {
                out.append("&amp;");
            } else if (c == '<') {
                out.append("&lt;");
            } else if (c == '>') {
                out.append("&gt;");
            } else if (c == '"') {
                out.append("&quot;");
            } else if (c < 0x20 && c != '\t' && c != '\n' || c == 0x7f || c >= 0xfffe || lonelySurrogate(text, i)) {
                out.append(String.format(Locale.ROOT, "_x%04X_", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean lonelySurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** The text that was meant. */
    static String read(String written) {
        if (written.indexOf("_x") < 0) {
            return written;
        }
        Matcher escapes = ESCAPE.matcher(written);
        StringBuilder out = new StringBuilder(written.length());
        int from = 0;
        while (escapes.find()) {
            out.append(written, from, escapes.start());
            out.append((char) Integer.parseInt(escapes.group(1), 16));
            from = escapes.end();
        }
        return out.append(written, from, written.length()).toString();
    }
}
