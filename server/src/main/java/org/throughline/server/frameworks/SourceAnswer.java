package org.throughline.server.frameworks;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a source said when it was asked for a document. */
public sealed interface SourceAnswer {

    /**
     * The document.
     *
     * @param bytes as they came
     * @param etag the entity tag (RFC 9110, section 8.8.3), if there was one
     * @param lastModified likewise (section 8.8.2), in the source's own words
     * @param fresh how long the source says that it need not be asked again (RFC 9111, section 5.2.2.1)
     * @param next the address of the following page of a list (RFC 8288), if there is one
     */
    record Whole(
            Bytes bytes,
            @Nullable String etag,
            @Nullable String lastModified,
            Optional<Duration> fresh,
            Optional<String> next)
            implements SourceAnswer {}

    /** The copy that was asked about is still the newest (status 304). */
    record Same(Optional<Duration> fresh) implements SourceAnswer {}

    /** There is nothing any more (status 404 or 410). */
    record Gone(int status) implements SourceAnswer {}

    /**
     * Anything else.
     *
     * @param code in one word: {@code unreachable}, {@code not-allowed}, {@code closed}, {@code busy}, {@code answer}
     * @param words what stood in the way, in a sentence
     * @param comeAgain when the source wants to be asked again (RFC 9110, section 10.2.3)
     */
    record Trouble(String code, String words, Optional<Duration> comeAgain) implements SourceAnswer {}

    /** The bytes of an answer; a value that nobody changes. */
    final class Bytes {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** A copy of them. */
        public byte[] all() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
