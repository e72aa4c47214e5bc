package org.throughline.credentials.bake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** PNG images made by hand, chunk by chunk, with or without mistakes. */
final class Png {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Signature and header of an image of one grey pixel. */
    static Png begun() {
        Png png = new Png();
        png.out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        return png.chunk("IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0});
    }

    Png chunk(String type, byte[] content) {
        return chunk(type, content, content.length, 0);
    }

    /** A chunk that may say another length than it has, and whose checksum may be off. */
    Png chunk(String type, byte[] content, int length, int off) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue() + off).array());
        return this;
    }

    Png international(String keyword, String text) {
        return chunk("iTXt", international(keyword, 0, text.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] international(String keyword, int flag, byte[] text) {
        byte[] name = keyword.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(name.length + 5 + text.length)
                .put(name)
                .put((byte) 0)
                .put((byte) flag)
                .put(new byte[3])
                .put(text)
                .array();
    }

    Png bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** With the pixel and the end. */
    byte[] done() {
        return chunk("IDAT", deflated(new byte[2]))
                .chunk("IEND", new byte[0])
                .out
                .toByteArray();
    }

    byte[] unfinished() {
        return out.toByteArray();
    }

    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[bytes.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    /** As the JDK's own writer makes it. */
    static byte[] painted(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < side; x++) {
            for (int y = 0; y < side; y++) {
                image.setRGB(x, y, x * 31 + y * 7919 * (x ^ y) | 0xFF000000);
            }
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
