package org.throughline.credentials.bake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.StrictJson;

/**
 * PNG images (PNG, third edition, sections 5 and 11.3.3) with a credential in a text chunk. Only lengths, types, checksums and the chunks with
 * our keywords are read; pixels and compressed chunks are never opened.
 */
final class PngBadge {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** Length, type and checksum around a chunk's bytes. */
    private static final int AROUND = 12;

    /** The most that is looked at of a chunk to find its keyword, which has at most 79 characters. */
    private static final int MAX_KEYWORD = 80;

    private final byte[] image;
    private final Map<Baking, String> found = new EnumMap<>(Baking.class);
    private final ByteArrayOutputStream others = new ByteArrayOutputStream();
    private int at = SIGNATURE.length;
    private int afterHeader;

    private PngBadge(byte[] image) {
        this.image = image;
    }

    /** Whether it begins like a PNG; the rest of the signature may still be damaged. */
    static boolean isPng(byte[] bytes) {
        return bytes.length >= 4 && Arrays.equals(bytes, 0, 4, SIGNATURE, 0, 4);
    }

    static Unbaked read(byte[] image) {
        PngBadge png = new PngBadge(image);
        String problem = png.walk();
        if (problem != null) {
            return new Unbaked.Refused(problem);
        }
        for (Baking baking : Baking.values()) {
            String text = png.found.get(baking);
            if (text != null) {
                return new Unbaked.Found(text, baking);
            }
        }
        return new Unbaked.Nothing();
    }

    static byte[] bake(byte[] image, String credential) {
        PngBadge png = new PngBadge(image);
        String problem = png.walk();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        if (credential.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The credential holds a NUL character, which can't stand in a PNG");
        }
        byte[] kept = png.others.toByteArray();
        byte[] chunk = chunk(Baking.of(credential), credential);
        return ByteBuffer.allocate(kept.length + chunk.length)
                .put(kept, 0, png.afterHeader)
                .put(chunk)
                .put(kept, png.afterHeader, kept.length - png.afterHeader)
                .array();
    }

    /** An uncompressed {@code iTXt} chunk without language and translation. */
    private static byte[] chunk(Baking baking, String credential) {
        byte[] keyword = baking.keyword().getBytes(StandardCharsets.ISO_8859_1);
        byte[] text = credential.getBytes(StandardCharsets.UTF_8);
        int length = keyword.length + 5 + text.length;
        ByteBuffer chunk = ByteBuffer.allocate(length + AROUND)
                .putInt(length)
                .put("iTXt".getBytes(StandardCharsets.ISO_8859_1))
                .put(keyword)
                .put(new byte[5])
                .put(text);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, length + 4);
        return chunk.putInt((int) crc.getValue()).array();
    }

    /** Reads chunk after chunk; what is wrong, or null. */
    private @Nullable String walk() {
        if (image.length < SIGNATURE.length
                || !Arrays.equals(image, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            return "The file begins like a PNG, but its signature is damaged";
        }
        others.write(image, 0, SIGNATURE.length);
        String type = "";
        while (!type.equals("IEND")) {
            if (image.length - at < AROUND) {
                return "The PNG ends in the middle of a chunk or without its last one (IEND)";
            }
            int length = ByteBuffer.wrap(image, at, 4).getInt();
            if (length < 0 || length > image.length - at - AROUND) {
                return "A chunk at byte " + at + " of the PNG says that it is longer than the file";
            }
            type = new String(image, at + 4, 4, StandardCharsets.ISO_8859_1);
            String problem = chunkProblem(type, length);
            if (problem == null) {
                problem = lookInto(type, length);
            }
            if (problem != null) {
                return problem;
            }
            at += length + AROUND;
        }
        others.write(image, at, image.length - at);
        return hidesAnotherBehindItsEnd() ? "Another credential is hidden behind the end of the PNG" : null;
    }

    private @Nullable String chunkProblem(String type, int length) {
        if (!type.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
            return "A chunk at byte " + at + " of the PNG has no type of four letters";
        }
        boolean first = at == SIGNATURE.length;
        if (first != type.equals("IHDR") || first && length != 13) {
            return "The PNG does not begin with one header of 13 bytes (IHDR)";
        }
        if (type.equals("IEND") && length != 0) {
            return "The last chunk of the PNG (IEND) is not empty";
        }
        CRC32 crc = new CRC32();
        crc.update(image, at + 4, length + 4);
        return ByteBuffer.wrap(image, at + 8 + length, 4).getInt() == (int) crc.getValue()
                ? null
                : "The chunk " + type + " at byte " + at + " of the PNG does not match its checksum";
    }

    /** Keeps a chunk for the others, or takes the credential out of it; what is wrong, or null. */
    private @Nullable String lookInto(String type, int length) {
        Optional<Baking> baking =
                type.equals("iTXt") || type.equals("tEXt") || type.equals("zTXt") ? keyword(length) : Optional.empty();
        if (baking.isEmpty()) {
            others.write(image, at, length + AROUND);
            if (type.equals("IHDR")) {
                afterHeader = others.size();
            }
            return null;
        }
        String keyword = baking.get().keyword();
        if (found.containsKey(baking.get())) {
            return "The PNG holds two chunks \"" + keyword + "\"; only one is allowed";
        }
        if (type.equals("zTXt")) {
            return compressed(keyword);
        }
        if (type.equals("tEXt") && baking.get() == Baking.OPEN_BADGES_3) {
            return "The credential stands in a chunk tEXt; Open Badges 3.0 are baked as iTXt";
        }
        int from = at + 8 + keyword.length() + 1;
        int end = at + 8 + length;
        return type.equals("tEXt") ? take(baking.get(), from, end) : takeInternational(baking.get(), from, end);
    }

    /** The standard whose keyword, followed by NUL, the chunk begins with. */
    private Optional<Baking> keyword(int length) {
        int end = at + 8 + Math.min(length, MAX_KEYWORD);
        for (int i = at + 8; i < end; i++) {
            if (image[i] == 0) {
                String keyword = new String(image, at + 8, i - at - 8, StandardCharsets.ISO_8859_1);
                return Arrays.stream(Baking.values())
                        .filter(b -> b.keyword().equals(keyword))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /** Flag, method, language tag, NUL, translated keyword, NUL, text (section 11.3.3.4). */
    private @Nullable String takeInternational(Baking baking, int from, int end) {
        if (end - from < 4) {
            return "The chunk \"" + baking.keyword() + "\" of the PNG ends before its text";
        }
        if (image[from] != 0) {
            return image[from] == 1
                    ? compressed(baking.keyword())
                    : "The chunk \"" + baking.keyword()
                            + "\" of the PNG has a compression flag that is neither 0 nor 1";
        }
        int text = afterNul(afterNul(from + 2, end), end);
        return text < 0
                ? "The chunk \"" + baking.keyword() + "\" of the PNG ends before its text"
                : take(baking, text, end);
    }

    /** The place behind the next NUL, or less than nothing. */
    private int afterNul(int from, int end) {
        for (int i = from; i >= 0 && i < end; i++) {
            if (image[i] == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private @Nullable String take(Baking baking, int from, int end) {
        if (afterNul(from, end) >= 0) {
            return "The text of the chunk \"" + baking.keyword() + "\" of the PNG holds a NUL character";
        }
        Optional<String> text = StrictJson.utf8(Arrays.copyOfRange(image, from, end));
        if (text.isEmpty()) {
            return "The text of the chunk \"" + baking.keyword()
                    + "\" of the PNG is not UTF-8 without a byte order mark";
        }
        if (text.get().isBlank()) {
            return "The chunk \"" + baking.keyword() + "\" of the PNG is empty";
        }
        found.put(baking, text.get());
        return null;
    }

    private static String compressed(String keyword) {
        return "The chunk \"" + keyword + "\" of the PNG is compressed, which the standard forbids";
    }

    /** What stands behind the end is no part of the image; a text chunk of ours there can only be meant to deceive. */
    private boolean hidesAnotherBehindItsEnd() {
        String behind = new String(image, at, image.length - at, StandardCharsets.ISO_8859_1);
        return Arrays.stream(Baking.values()).anyMatch(b -> behind.contains(b.keyword() + "\0"));
    }
}
