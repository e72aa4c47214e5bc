package org.throughline.safefetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets so many bytes through and fails at the first one more, before anybody keeps it. */
final class CappedInputStream extends FilterInputStream {
    private final long maxBytes;
    private long seen;

    CappedInputStream(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    private void count(int n) throws FetchFailure {
        seen += n;
        if (seen > maxBytes) {
            throw FetchFailure.tooLarge(maxBytes);
        }
    }
}
