package org.throughline.credentials.context;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What counts as an absolute IRI (RFC 3987): strict enough that no processor drops it. */
public final class Iris {

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`\\p{Cntrl}]+");

    private Iris() {}

    /** Whether the text begins with a scheme and a colon. */
    static boolean hasScheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i > 0;
            }
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
                return false;
            }
        }
        return false;
    }

    /** Whether the text is an absolute IRI. */
    public static boolean isAbsolute(String text) {
        if (!ABSOLUTE.matcher(text).matches()) {
            return false;
        }
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
