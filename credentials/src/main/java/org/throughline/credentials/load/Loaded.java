package org.throughline.credentials.load;

import java.util.Arrays;

/** What came of asking for a document. */
public sealed interface Loaded {

    /** The document as it was served; nothing in it is believed yet. */
    final class Document implements Loaded {
        private final byte[] bytes;
        private final String contentType;

        /**
         * Keeps a copy of the bytes.
         *
         * @param contentType  as served, or empty
         */
        public Document(byte[] bytes, String contentType) {
            this.bytes = bytes.clone();
            this.contentType = contentType;
        }

        /** The bytes; a fresh copy. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** How many bytes there are. */
        public int size() {
            return bytes.length;
        }

        /** The media type as it was served, or empty. */
        public String contentType() {
            return contentType;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Document that
                    && contentType.equals(that.contentType)
                    && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /**
     * There is no document.
     *
     * @param reasonCode  a stable code: {@code not-known-here}, {@code no-network}, or the code of the fetcher
     * @param message  the reason as part of a sentence for people, such as "did not answer within 5 seconds"
     */
    record Unavailable(String reasonCode, String message) implements Loaded {

        /** The code of a document that was there, and was taken away for good. */
        public static final String GONE = "remote-gone";
    }
}
