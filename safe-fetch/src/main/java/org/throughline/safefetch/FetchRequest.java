package org.throughline.safefetch;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to fetch, and how much of it and of our time the other side may use at most.
 *
 * @param uri the address; the {@link FetchPolicy} judges it
 * @param accept the value of the {@code Accept} header
 * @param maxBytes largest body in bytes, after decompression; at least 1 and at most 64 MiB
 * @param deadline for the whole fetch: name resolution, every redirect, the last byte
 * @param ifNoneMatch entity tag of a copy we hold; the answer may then be status 304 without a body
 * @param ifModifiedSince the {@code Last-Modified} of a copy we hold, as it was told (RFC 9110, section 13.1.3); likewise
 * @param authorization value of the {@code Authorization} header for this one server; a redirect to another host, port or scheme goes without
 */
public record FetchRequest(
        URI uri,
        String accept,
        long maxBytes,
        Duration deadline,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String authorization) {

    static final long LARGEST_BODY_BYTES = 64L << 20;

    public FetchRequest {
        if (maxBytes < 1 || maxBytes > LARGEST_BODY_BYTES) {
            throw new IllegalArgumentException("maxBytes must lie between 1 and 67108864, but is " + maxBytes);
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("The deadline must be positive, but is " + deadline);
        }
        refuseLineBreaks("accept", accept);
        if (ifNoneMatch != null) {
            refuseLineBreaks("ifNoneMatch", ifNoneMatch);
        }
        if (ifModifiedSince != null) {
            refuseLineBreaks("ifModifiedSince", ifModifiedSince);
        }
        if (authorization != null) {
            refuseLineBreaks("authorization", authorization);
        }
    }

    /** A request with an entity tag alone. */
    public FetchRequest(URI uri, String accept, long maxBytes, Duration deadline, @Nullable String ifNoneMatch) {
        this(uri, accept, maxBytes, deadline, ifNoneMatch, null, null);
    }

    /** A request without an entity tag. */
    public static FetchRequest of(URI uri, String accept, long maxBytes, Duration deadline) {
        return new FetchRequest(uri, accept, maxBytes, deadline, null);
    }

    /** The same request, without the proof who asks. */
    FetchRequest anonymous() {
        return new FetchRequest(uri, accept, maxBytes, deadline, ifNoneMatch, ifModifiedSince, null);
    }

    /** Nothing of what proves who asks. */
    @Override
    public String toString() {
        return "GET " + uri + (authorization == null ? "" : " with a proof who asks");
    }

    static void refuseLineBreaks(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(name + " may hold printable ASCII only");
        }
    }
}
