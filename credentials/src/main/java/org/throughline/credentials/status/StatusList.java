package org.throughline.credentials.status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * The bits of a Bitstring Status List: one per credential, index 0 at the left, that is in the highest bit of the first byte.
 *
 * <p>Immutable. Source: Bitstring Status List 1.0, sections 2.2, 3.3 and 3.4.
 */
public final class StatusList {

    /** Fewer entries than this would tell too much about whom a look-up is about (section 5.1, group privacy). */
    public static final int MINIMUM_SIZE = 131_072;

    /** The widest entry that is read. */
    public static final int MAX_WIDTH = 32;

    private final byte[] bits;

    private StatusList(byte[] bits) {
        this.bits = bits;
    }

    /**
     * A list with every bit at 0.
     *
     * @param size  the number of entries, at least {@link #MINIMUM_SIZE} and a multiple of 8
     */
    public static StatusList empty(int size) {
        if (size < MINIMUM_SIZE || size % 8 != 0) {
            throw new IllegalArgumentException("A status list has at least " + MINIMUM_SIZE
                    + " entries, in whole bytes, but was asked for " + size);
        }
        return new StatusList(new byte[size / 8]);
    }

    /** The number of entries. */
    public long size() {
        return bits.length * 8L;
    }

    /**
     * The bit at an index.
     *
     * @throws IndexOutOfBoundsException when the list has no such entry
     */
    public boolean get(long index) {
        return (bits[byteOf(index)] & maskOf(index)) != 0;
    }

    /** How many entries of this width there are. */
    public long entries(int width) {
        return size() / width;
    }

    /**
     * The value of an entry of several bits, the highest first.
     *
     * @param width  the number of bits of each entry ({@code statusSize}), from 1 to {@value #MAX_WIDTH}
     * @throws IndexOutOfBoundsException when the list has no such entry
     */
    public long get(long index, int width) {
        if (width < 1 || width > MAX_WIDTH) {
            throw new IllegalArgumentException("An entry has from 1 to " + MAX_WIDTH + " bits, not " + width);
        }
        if (index < 0 || index >= entries(width)) {
            throw new IndexOutOfBoundsException(
                    "The list has " + entries(width) + " entries, so there is none at " + index);
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 1 | (get(index * width + i) ? 1 : 0);
        }
        return value;
    }

    /** The same list with one bit at the given value. */
    public StatusList with(long index, boolean value) {
        return with(Set.of(index), value);
    }

    /** The same list with all these bits at the given value. */
    public StatusList with(Collection<Long> indexes, boolean value) {
        byte[] changed = bits.clone();
        for (long index : indexes) {
            int position = byteOf(index);
            changed[position] = (byte) (value ? changed[position] | maskOf(index) : changed[position] & ~maskOf(index));
        }
        return new StatusList(changed);
    }

    /** The list as it stands in {@code encodedList}: multibase {@code u}, then base64url of the gzipped bits, without padding. */
    public String encode() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bits);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
        return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(compressed.toByteArray());
    }

    /**
     * Reads an {@code encodedList}. A short list is read as it is: whether it may be that short is for the check to say.
     *
     * @param maxBytes  how far the list may inflate; nothing beyond is ever held in memory
     */
    public static StatusListReading decode(String encodedList, int maxBytes) {
        if (!encodedList.startsWith("u")) {
            return new StatusListReading.Malformed(
                    "status-list-encoding", "The list does not start with the letter u of multibase base64url");
        }
        return inflated(encodedList.substring(1), Base64.getUrlDecoder(), "base64url", maxBytes);
    }

    /** Reads an {@code encodedList} of the drafts before the standard: base64 or base64url, without the letter in front. */
    public static StatusListReading decodeLegacy(String encodedList, int maxBytes) {
        boolean plain = encodedList.indexOf('+') >= 0 || encodedList.indexOf('/') >= 0;
        return inflated(encodedList, plain ? Base64.getDecoder() : Base64.getUrlDecoder(), "base64", maxBytes);
    }

    private static StatusListReading inflated(String text, Base64.Decoder decoder, String alphabet, int maxBytes) {
        byte[] compressed;
        try {
            compressed = decoder.decode(text);
        } catch (IllegalArgumentException e) {
            return new StatusListReading.Malformed(
                    "status-list-encoding", "The list is not " + alphabet + ": " + e.getMessage());
        }
        return switch (Inflation.gzip(compressed, maxBytes)) {
            case Inflation.Inflated.Bytes inflated -> new StatusListReading.Decoded(new StatusList(inflated.bytes()));
            case Inflation.Inflated.TooLong tooLong ->
                new StatusListReading.Malformed(
                        "status-list-length", "The list inflates to more than " + maxBytes + " bytes");
            case Inflation.Inflated.Malformed malformed ->
                new StatusListReading.Malformed("status-list-encoding", "The list is " + malformed.message());
        };
    }

    private int byteOf(long index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("The list has " + size() + " entries, so there is none at " + index);
        }
        return (int) (index / 8);
    }

    private static int maskOf(long index) {
        return 0x80 >>> (int) (index % 8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusList that && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return "StatusList of " + size();
    }
}
