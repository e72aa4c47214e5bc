package org.throughline.caseformat.exchange;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a workbook: a zip archive in memory, opened by its central directory. Whatever is unpacked from all parts together
 * stays below a limit, so that a small archive cannot become a large memory.
 */
final class ZipParts {

    /** The archive is none that can be read; the message says why. */
    static final class BrokenZipException extends IOException {
        private static final long serialVersionUID = 1;

        BrokenZipException(String message) {
            super(message);
        }
    }

    /** More than the limit would be unpacked, or one piece of markup is longer than any that people write. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(String message) {
            super(message);
        }
    }

    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MOST_COMMENT = 65_535;
    private static final int MOST_PARTS = 5_000;
    private static final int MOST_MARKUP = 1 << 18;

    private record Part(int method, boolean encrypted, long packed, long offset) {}

    private final byte[] bytes;
    private final ByteBuffer zip;
    private final long maxUnpacked;
    private final Map<String, Part> parts = new HashMap<>();
    private long unpacked;

    ZipParts(byte[] bytes, long maxUnpacked) throws IOException {
        this.bytes = bytes;
        this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.maxUnpacked = maxUnpacked;
        try {
            directory();
        } catch (IndexOutOfBoundsException e) {
            throw new BrokenZipException("the archive ends too early");
        }
    }

    private void directory() throws IOException {
        int end = bytes.length - END_BYTES;
        while (end >= 0 && zip.getInt(end) != END) {
            end = end > bytes.length - END_BYTES - MOST_COMMENT ? end - 1 : -1;
        }
        if (end < 0) {
            throw new BrokenZipException("it is no whole zip archive");
        }
        int at = zip.getInt(end + 16);
        while (at >= 0 && at < end && zip.getInt(at) == CENTRAL) {
            int nameLength = zip.getShort(at + 28) & 0xffff;
            int extraLength = zip.getShort(at + 30) & 0xffff;
            int commentLength = zip.getShort(at + 32) & 0xffff;
            String name = new String(bytes, at + 46, nameLength, StandardCharsets.UTF_8);
            long packed = zip.getInt(at + 20) & 0xffffffffL;
            long size = zip.getInt(at + 24) & 0xffffffffL;
            long offset = zip.getInt(at + 42) & 0xffffffffL;
            int extra = at + 46 + nameLength;
            int extraEnd = extra + extraLength;
            while (extra + 4 <= extraEnd) {
                int length = zip.getShort(extra + 2) & 0xffff;
                if ((zip.getShort(extra) & 0xffff) == 1) {
                    int field = extra + 4;
                    if (size == 0xffffffffL) {
                        field += 8;
                    }
                    if (packed == 0xffffffffL) {
                        packed = zip.getLong(field);
                        field += 8;
                    }
                    if (offset == 0xffffffffL) {
                        offset = zip.getLong(field);
                    }
                }
                extra += 4 + length;
            }
            boolean encrypted = (zip.getShort(at + 8) & 1) != 0;
            parts.putIfAbsent(key(name), new Part(zip.getShort(at + 10) & 0xffff, encrypted, packed, offset));
            if (parts.size() > MOST_PARTS) {
                throw new TooLargeException("the archive has more than " + MOST_PARTS + " parts");
            }
            at = extraEnd + commentLength;
        }
        if (parts.isEmpty()) {
            throw new BrokenZipException("the archive has no parts");
        }
    }

    private static String key(String name) {
        String plain = name.replace('\\', '/');
        return (plain.startsWith("/") ? plain.substring(1) : plain).toLowerCase(Locale.ROOT);
    }

    boolean has(String name) {
        return parts.containsKey(key(name));
    }

    /** The unpacked part. */
    InputStream open(String name) throws IOException {
        @Nullable Part part = parts.get(key(name));
        if (part == null) {
            throw new BrokenZipException("it has no part " + name);
        }
        if (part.encrypted()) {
            throw new BrokenZipException("it is protected by a password");
        }
        try {
            int at = Math.toIntExact(part.offset());
            if (zip.getInt(at) != LOCAL) {
                throw new BrokenZipException("the part " + name + " is not where the archive says");
            }
            int start = at + 30 + (zip.getShort(at + 26) & 0xffff) + (zip.getShort(at + 28) & 0xffff);
            int length = (int) Math.min(part.packed(), bytes.length - start);
            if (start > bytes.length || length < 0) {
                throw new BrokenZipException("the part " + name + " ends too early");
            }
            InputStream packed = new ByteArrayInputStream(bytes, start, length);
            return switch (part.method()) {
                case 0 -> new Limited(packed, null);
                case 8 -> {
                    Inflater inflater = new Inflater(true);
                    yield new Limited(new InflaterInputStream(packed, inflater, 8192), inflater);
                }
                default -> throw new BrokenZipException("the part " + name + " is packed in an unknown way");
            };
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new BrokenZipException("the part " + name + " is not where the archive says");
        }
    }

    /** Counts what is unpacked, and how long a piece of markup is. */
    private final class Limited extends FilterInputStream {
        private int markup = -1;

        private final @Nullable Inflater inflater;

        Limited(InputStream in, @Nullable Inflater inflater) {
            super(in);
            this.inflater = inflater;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (inflater != null) {
                inflater.end();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            unpacked += Math.max(read, 0);
            if (unpacked > maxUnpacked) {
                throw new TooLargeException("more than " + maxUnpacked / (1024 * 1024) + " MiB when it is unpacked");
            }
            for (int i = offset; i < offset + read; i++) {
                byte b = into[i];
                if (b == '<') {
                    markup = 0;
                } else if (b == '>') {
                    markup = -1;
                } else if (markup >= 0 && ++markup > MOST_MARKUP) {
                    throw new TooLargeException("a single piece of markup longer than " + MOST_MARKUP + " bytes");
                }
            }
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
