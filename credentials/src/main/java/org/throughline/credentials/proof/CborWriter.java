package org.throughline.credentials.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the little CBOR that proofs are made of (RFC 8949, section 4.2.1 Core Deterministic Encoding). */
final class CborWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CborWriter raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    CborWriter unsigned(int value) {
        return head(0, value);
    }

    CborWriter bytes(byte[] value) {
        return head(2, value.length).raw(value);
    }

    CborWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return head(3, utf8.length).raw(utf8);
    }

    CborWriter array(int size) {
        return head(4, size);
    }

    CborWriter map(int size) {
        return head(5, size);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private CborWriter head(int major, int value) {
        int lengths = value < 24 ? 0 : value < 0x100 ? 1 : value < 0x10000 ? 2 : 4;
        out.write(major << 5 | (lengths == 0 ? value : 23 + (lengths == 4 ? 3 : lengths)));
        for (int shift = 8 * (lengths - 1); shift >= 0; shift -= 8) {
            out.write(value >> shift);
        }
        return this;
    }
}
