package org.throughline.safefetch;

import java.io.IOException;
import java.io.InputStream;

/** Exactly the announced number of bytes; an earlier end is a broken promise and fails. */
final class FixedInputStream extends InputStream {
    private final InputStream in;
    private long left;

    FixedInputStream(InputStream in, long bytes) {
        this.in = in;
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw FetchFailure.malformed("The answer ended " + left + " bytes before its announced length");
        }
        left -= n;
        return n;
    }
}
