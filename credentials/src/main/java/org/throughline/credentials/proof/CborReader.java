package org.throughline.credentials.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the little CBOR that proofs are made of, strictly (RFC 8949 with section 4.2.1 Core Deterministic Encoding): lengths said
 * beforehand and in the shortest way, no tags, nothing after the end.
 */
final class CborReader {

    /** What is read is not what was asked for. Caught where a proof is taken apart, and never seen beyond. */
    static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    private static final int UNSIGNED = 0;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;

    private final byte[] bytes;
    private int at;

    CborReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** A whole number from 0. */
    int unsigned() {
        return head(UNSIGNED);
    }

    /** How many elements follow; never more than there are bytes left. */
    int array() {
        return count(head(ARRAY));
    }

    /** How many pairs follow. */
    int map() {
        return count(head(MAP));
    }

    byte[] bytes(int length) {
        byte[] read = take(head(BYTES));
        if (read.length != length) {
            throw new MalformedException(length + " bytes were expected, but there are " + read.length);
        }
        return read;
    }

    String text() {
        byte[] utf8 = take(head(TEXT));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("A text is not UTF-8");
        }
    }

    void end() {
        if (at != bytes.length) {
            throw new MalformedException("There is more after the end");
        }
    }

    private int count(int count) {
        if (count > bytes.length - at) {
            throw new MalformedException("It ends in the middle");
        }
        return count;
    }

    private int head(int major) {
        int first = octet();
        if (first >> 5 != major) {
            throw new MalformedException("Another kind of value was expected");
        }
        int argument = first & 0x1f;
        if (argument < 24) {
            return argument;
        }
        if (argument > 26) {
            throw new MalformedException("A length is missing or beyond all reason");
        }
        long value = 0;
        for (int i = 0; i < 1 << (argument - 24); i++) {
            value = value << 8 | octet();
        }
        long least = argument == 24 ? 24 : argument == 25 ? 0x100 : 0x10000;
        if (value < least || value > Integer.MAX_VALUE) {
            throw new MalformedException("A length is not written in the shortest way or beyond all reason");
        }
        return (int) value;
    }

    private byte[] take(int length) {
        if (length > bytes.length - at) {
            throw new MalformedException("It ends in the middle");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private int octet() {
        if (at >= bytes.length) {
            throw new MalformedException("It ends in the middle");
        }
        return bytes[at++] & 0xff;
    }
}
