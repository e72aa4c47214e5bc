package org.throughline.credentials.tree;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A document written into an address (RFC 2397).
 *
 * @param mediaType  in lower case, without parameters; {@code text/plain} where none is given
 * @param text  the document, when it is UTF-8
 */
public record DataUrl(String mediaType, String text) {

    private static final String SCHEME = "data:";

    /** Whether an address is one that holds a document. */
    public static boolean isOne(String url) {
        return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Takes the document out of the address; empty for anything else than a data URL of UTF-8 text. */
    public static Optional<DataUrl> read(String url) {
        int comma = url.indexOf(',');
        if (!isOne(url) || comma < 0 || url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return Optional.empty();
        }
        String[] head = url.substring(SCHEME.length(), comma).split(";", -1);
        String mediaType = head[0].isBlank() ? "text/plain" : head[0].strip().toLowerCase(Locale.ROOT);
        String data = url.substring(comma + 1);
        try {
            // a plus sign is itself here, and not a space as in forms
            String plain = URLDecoder.decode(data.replace("+", "%2B"), StandardCharsets.UTF_8);
            Optional<String> text =
                    head.length > 1 && head[head.length - 1].strip().equalsIgnoreCase("base64")
                            ? StrictJson.utf8(Base64.getDecoder().decode(plain))
                            : Optional.of(plain);
            return text.map(t -> new DataUrl(mediaType, t));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
