package org.throughline.safefetch;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How a fetch ended. Network trouble is an answer here, never an exception: whoever verifies a credential must be able
 * to say "could not be checked" as calmly as "is valid".
 */
public sealed interface FetchResult {

    /** How it ended in one word: {@code fetched}, or the code of what stood in the way. */
    String code();

    /**
     * The other side answered, with whatever status.
     *
     * @param status HTTP status, never a redirect that could be followed
     * @param uri the address that answered in the end, after redirects
     * @param headers by lower-case name; repeated headers joined with {@code ", "}
     * @param body decompressed; empty for status 204 and 304
     */
    record Fetched(int status, URI uri, Map<String, String> headers, Body body) implements FetchResult {
        public Fetched {
            headers = Map.copyOf(headers);
        }

        @Override
        public String code() {
            return "fetched";
        }

        /** Whether the status is 200 to 299. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * We declined to connect: {@code url-not-allowed}, {@code address-not-allowed} or {@code redirect-not-allowed}.
     * Asking again will not help.
     */
    record Refused(String code, String message) implements FetchResult {}

    /**
     * We tried and it did not work: {@code host-unknown}, {@code remote-unreachable}, {@code remote-tls},
     * {@code remote-timeout}, {@code remote-too-large}, {@code remote-malformed}, {@code remote-busy} or
     * {@code too-many-redirects}. Asking again later may help.
     */
    record Failed(String code, String message) implements FetchResult {}

    /** The bytes of an answer; handed out as copies, so that nobody can change them for others. */
    final class Body {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** A copy of the bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }

        public int size() {
            return bytes.length;
        }

        /** The bytes read as UTF-8; malformed input becomes the replacement character. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
