package org.throughline.caseformat.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;

/**
 * The bytes of a file as RFC 8259 wants them (section 8.1): UTF-8 without a byte order mark. UTF-16 and UTF-32 are told by their mark or by
 * where their zeros stand, and rewritten; bytes that are no text are refused with the line they stand on.
 */
final class Utf8 {

    private Utf8() {}

    /** These bytes in UTF-8, without a mark; the same array where nothing is to be done. */
    static byte[] of(byte[] bytes, int maxBytes, Remarks remarks) {
        @Nullable Charset other = other(bytes);
        if (other != null) {
            return rewritten(bytes, other, maxBytes, remarks);
        }
        check(bytes);
        if (bytes.length >= 3 && at(bytes, 0) == 0xEF && at(bytes, 1) == 0xBB && at(bytes, 2) == 0xBF) {
            remarks.repair("byte-order-mark", "", "The file begins with a byte order mark; read it without.");
            return java.util.Arrays.copyOfRange(bytes, 3, bytes.length);
        }
        return bytes;
    }

    /** JSON begins with two characters below 128, so the zeros among the first four bytes tell how wide a character is. */
    private static @Nullable Charset other(byte[] bytes) {
        if (bytes.length < 4) {
            return null;
        }
        int mark = at(bytes, 0) << 24 | at(bytes, 1) << 16 | at(bytes, 2) << 8 | at(bytes, 3);
        if (mark == 0x0000FEFF || (mark & 0xFFFFFF00) == 0 && mark != 0) {
            return Charset.forName("UTF-32BE");
        }
        if (mark == 0xFFFE0000 || (mark & 0x00FFFFFF) == 0 && mark != 0) {
            return Charset.forName("UTF-32LE");
        }
        int half = mark >>> 16;
        if (half == 0xFEFF || (half & 0xFF00) == 0 && half != 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (half == 0xFFFE || (half & 0x00FF) == 0 && half != 0) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    private static byte[] rewritten(byte[] bytes, Charset charset, int maxBytes, Remarks remarks) {
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            if (text.hasRemaining() && text.get(0) == '\uFEFF') {
                text.get();
            }
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(text);
            if (encoded.remaining() > maxBytes) {
                throw new Refusal(
                        "too-large",
                        "",
                        "Found " + encoded.remaining() + " bytes after rewriting " + charset
                                + " as UTF-8; the limit is " + maxBytes + ".");
            }
            byte[] utf8 = new byte[encoded.remaining()];
            encoded.get(utf8);
            remarks.repair(
                    "text-encoding", "", "The file is written in " + charset + ", JSON wants UTF-8; read it as that.");
            return utf8;
        } catch (CharacterCodingException e) {
            throw new Refusal("unreadable-json", "", "The file looks like " + charset + " but is none throughout.");
        }
    }

    private static void check(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        if (result.isError()) {
            throw new Refusal("unreadable-json", "", noText(bytes, in.position()));
        }
    }

    private static String noText(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return String.format(
                java.util.Locale.ROOT,
                "Expected UTF-8, found the byte 0x%02X at byte %d (line %d), which is none. Save the file as UTF-8.",
                at(bytes, position),
                position,
                line);
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xff;
    }
}
