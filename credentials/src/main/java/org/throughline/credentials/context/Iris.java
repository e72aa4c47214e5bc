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
        return isPlain(text) || isAbsoluteAtAll(text);
    }

    /** Most addresses: a scheme, then letters, digits and marks that need no second look; anything else gets one. */
    private static boolean isPlain(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon + 1 >= text.length() || !hasScheme(text)) {
            return false;
        }
        int begin = colon + 1;
        if (text.startsWith("//", begin)) {
            begin += 2;
            int end = begin;
            while (end < text.length() && isHostCharacter(text.charAt(end))) {
                end++;
            }
            if (end == begin || (end < text.length() && text.charAt(end) != '/')) {
                return false;
            }
            begin = end;
        }
        boolean fragment = false;
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '#' && !fragment) {
                fragment = true;
            } else if (!isHostCharacter(c) && "/:_~?=&;+,!$'()*@".indexOf(c) < 0) {
                return false;
            }
        }
        return text.charAt(colon + 1) != '#';
    }

    private static boolean isHostCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }

    private static boolean isAbsoluteAtAll(String text) {
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
