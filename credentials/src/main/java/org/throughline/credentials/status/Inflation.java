package org.throughline.credentials.status;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Inflates what strangers compressed, and never further than allowed. */
final class Inflation {

    /** What came of it: bytes, or why there are none. */
    sealed interface Inflated {
        /** All of it. */
        @SuppressWarnings("ArrayRecordComponent")
        record Bytes(byte[] bytes) implements Inflated {}

        /** There is more of it than allowed. */
        record TooLong() implements Inflated {}

        /** It is not compressed like this. */
        record Malformed(String message) implements Inflated {}
    }

    private Inflation() {}

    static Inflated gzip(byte[] compressed, int maxBytes) {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return read(gzip, maxBytes);
        } catch (IOException e) {
            return new Inflated.Malformed("not gzip: " + e.getMessage());
        }
    }

    static Inflated zlib(byte[] compressed, int maxBytes) {
        try (InputStream zlib = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return read(zlib, maxBytes);
        } catch (IOException e) {
            return new Inflated.Malformed("not zlib: " + e.getMessage());
        }
    }

    private static Inflated read(InputStream in, int maxBytes) throws IOException {
        byte[] bytes = in.readNBytes(maxBytes + 1);
        return bytes.length > maxBytes ? new Inflated.TooLong() : new Inflated.Bytes(bytes);
    }
}
