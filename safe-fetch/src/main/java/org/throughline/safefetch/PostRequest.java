package org.throughline.safefetch;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to send, and how much of an answer and of our time the other side may use at most.
 *
 * @param uri the address; the {@link FetchPolicy} judges it
 * @param contentType the value of the {@code Content-Type} header
 * @param headers further headers by name; those that say where the message goes, how long it is or who asks are refused
 * @param authorization value of the {@code Authorization} header for this one address; as a POST follows no redirect, nobody else gets it
 * @param body the text, sent as UTF-8
 * @param maxBytes largest answer in bytes, after decompression
 * @param deadline for the whole: name resolution, sending, the last byte of the answer
 */
public record PostRequest(
        URI uri,
        String contentType,
        Map<String, String> headers,
        @Nullable String authorization,
        String body,
        long maxBytes,
        Duration deadline) {

    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "user-agent",
            "accept",
            "accept-encoding",
            "cookie",
            "authorization",
            "expect",
            "upgrade",
            "te",
            "trailer");

    public PostRequest {
        headers = Map.copyOf(headers);
        FetchRequest.refuseLineBreaks("contentType", contentType);
        if (authorization != null) {
            FetchRequest.refuseLineBreaks("authorization", authorization);
        }
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]+") || OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("The header " + name + " is not the caller's to set");
            }
            FetchRequest.refuseLineBreaks(name, value);
        });
    }

    /** A message without the proof who sends it. */
    public PostRequest(
            URI uri, String contentType, Map<String, String> headers, String body, long maxBytes, Duration deadline) {
        this(uri, contentType, headers, null, body, maxBytes, deadline);
    }

    @Override
    public String toString() {
        return "POST to " + uri.getHost() + ", " + body.length() + " characters";
    }
}
