package org.throughline.caseformat.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.throughline.caseformat.check.Remarks;

/**
 * The text that bytes without a stated encoding are: UTF-16 or UTF-8 where a byte order mark says so or the bytes look like it, else
 * UTF-8 where they are valid, else Windows-1252, which is told.
 */
final class ByteText {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int LOOKED_AT = 4096;

    private ByteText() {}

    static String of(byte[] bytes, Remarks remarks) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return utf8(bytes, 3, remarks);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        int even = 0;
        int odd = 0;
        int looked = Math.min(bytes.length, LOOKED_AT);
        for (int i = 0; i < looked; i++) {
            if (bytes[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        if (Math.max(even, odd) > looked / 5) {
            Charset guessed = odd >= even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            remarks.repair(
                    "encoding-guessed", "", "The file does not say its encoding; read it as " + guessed.name() + ".");
            return new String(bytes, guessed);
        }
        return utf8(bytes, 0, remarks);
    }

    private static String utf8(byte[] bytes, int from, Remarks remarks) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            remarks.repair(
                    "encoding-guessed",
                    "",
                    "The file is no valid UTF-8; read it as Windows-1252. Look at the accents, and save it as UTF-8 if they are wrong.");
            return new String(bytes, from, bytes.length - from, WINDOWS);
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
