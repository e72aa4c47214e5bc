package org.throughline.server.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** How a remote can be slow or lie. Whatever goes on for ever elsewhere ends here after a few seconds or some megabytes, so that tests end. */
final class Faults {
    static final int LARGEST = 48 << 20;
    private static final byte[] FILLING = filling();
    private static final int DRIPS = 60;
    private static final int DRIP_MILLIS = 100;

    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();

    /** How many slow answers were under way at the same time, at most. */
    int mostAtOnce() {
        return most.get();
    }

    /** Begins to count anew. */
    void forget() {
        most.set(0);
    }

    /** How many bytes of an endless body the other side let us send last. */
    long sent() {
        return sent.get();
    }

    void answer(String kind, OutputStream out) throws Exception {
        switch (kind) {
            case "drip" -> drip(out, "HTTP/1.1 200 OK\r\n\r\n");
            case "dripping-head" -> drip(out, "HTTP/1.1 200 OK\r\nx: ");
            case "long-line" -> longLine(out);
            case "many-headers" -> say(out, "HTTP/1.1 200 OK\r\n" + "x: y\r\n".repeat(5_000) + "\r\n{}");
            case "two-gigabytes" -> say(out, "HTTP/1.1 200 OK\r\ncontent-length: 2147483648\r\n\r\n{");
            case "endless" -> endless(out);
            case "bomb" -> bomb(out);
            case "short" -> say(out, "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{}");
            case "slow" -> slow(out);
            default -> throw new IllegalArgumentException(kind);
        }
    }

    /** Says nothing at all, not even in the handshake of TLS. */
    static void stall(Socket socket) throws Exception {
        Thread.sleep(DRIPS * DRIP_MILLIS);
    }

    /** Begins the handshake of TLS and goes on, byte by byte. */
    static void dripHandshake(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        in.read();
        OutputStream out = socket.getOutputStream();
        out.write(new byte[] {0x16, 3, 3, 0x40, 0});
        for (int i = 0; i < DRIPS; i++) {
            out.write(0);
            Thread.sleep(DRIP_MILLIS);
        }
    }

    /** Breaks the connection off with a reset. */
    static void reset(Socket socket) throws Exception {
        socket.getInputStream().read();
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void drip(OutputStream out, String head) throws Exception {
        say(out, head);
        for (int i = 0; i < DRIPS; i++) {
            say(out, "{");
            Thread.sleep(DRIP_MILLIS);
        }
    }

    private static void longLine(OutputStream out) throws IOException {
        say(out, "HTTP/1.1 200 OK\r\nx: ");
        out.write(FILLING);
        say(out, "\r\ncontent-length: 2\r\n\r\n{}");
    }

    private void endless(OutputStream out) throws IOException {
        say(out, "HTTP/1.1 200 OK\r\n\r\n");
        sent.set(0);
        while (sent.get() < LARGEST) {
            out.write(FILLING);
            sent.addAndGet(FILLING.length);
        }
    }

    private static void bomb(OutputStream out) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 32; i++) {
                zip.write(FILLING);
            }
        }
        say(out, "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: " + packed.size() + "\r\n\r\n");
        out.write(packed.toByteArray());
    }

    private void slow(OutputStream out) throws Exception {
        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            say(out, "HTTP/1.1 200 OK\r\n\r\n");
            for (int i = 0; i < 60; i++) {
                say(out, "{");
                Thread.sleep(500);
            }
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static byte[] filling() {
        byte[] filling = new byte[1 << 20];
        Arrays.fill(filling, (byte) ' ');
        return filling;
    }
}
