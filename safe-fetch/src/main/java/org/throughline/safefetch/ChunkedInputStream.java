package org.throughline.safefetch;

import java.io.IOException;
import java.io.InputStream;

/** The chunked transfer coding (RFC 9112 section 7.1); chunk extensions and trailers are read and forgotten. */
final class ChunkedInputStream extends InputStream {

    /** Reads one line of the answer, within the limits of its head. */
    @FunctionalInterface
    interface Lines {
        String next() throws IOException;
    }

    private static final int MAX_TRAILERS = 20;

    private final Lines lines;
    private final InputStream in;
    private long leftInChunk;
    private boolean begun;
    private boolean ended;

    ChunkedInputStream(Lines lines, InputStream in) {
        this.lines = lines;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (leftInChunk == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, leftInChunk));
        if (n < 0) {
            throw FetchFailure.malformed("The answer ended within a chunk");
        }
        leftInChunk -= n;
        return n;
    }

    private void nextChunk() throws IOException {
        if (begun && !lines.next().isEmpty()) {
            throw FetchFailure.malformed("A chunk does not end where it said");
        }
        begun = true;
        String size = lines.next().split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
            throw FetchFailure.malformed("A chunk has no size");
        }
        leftInChunk = Long.parseLong(size, 16);
        if (leftInChunk == 0) {
            ended = true;
            skipTrailers();
        }
    }

    private void skipTrailers() throws IOException {
        for (int i = 0; !lines.next().isEmpty(); i++) {
            if (i == MAX_TRAILERS) {
                throw FetchFailure.malformed("More than " + MAX_TRAILERS + " trailers");
            }
        }
    }
}
