package org.throughline.server.frameworks;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/**
 * A package's text as it lies in store: packed and fingerprinted while it is written, so that it is never in memory whole.
 *
 * @param packed the text in gzip
 * @param bytes how long it is before it is packed
 * @param fingerprint SHA-256 of the text, in hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, made here and handed on once
record PackedText(byte[] packed, long bytes, String fingerprint) {
    private static final CaseWriter WRITER = new CaseWriter();
    private static final int BUFFER = 1 << 16;

    static PackedText of(CFPackage pkg, CaseVersion version) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (Counted text = new Counted(new GZIPOutputStream(packed, BUFFER))) {
            WRITER.write(pkg, version, text);
            return text.done(packed);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is no device that fails", e);
        }
    }

    /** Counts and fingerprints what runs through. */
    private static final class Counted extends FilterOutputStream {
        private final MessageDigest digest = sha256();
        private long bytes;

        private Counted(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int b) throws IOException {
            digest.update((byte) b);
            bytes++;
            out.write(b);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            digest.update(b, off, len);
            bytes += len;
            out.write(b, off, len);
        }

        private PackedText done(ByteArrayOutputStream packed) throws IOException {
            out.close();
            return new PackedText(packed.toByteArray(), bytes, HexFormat.of().formatHex(digest.digest()));
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
