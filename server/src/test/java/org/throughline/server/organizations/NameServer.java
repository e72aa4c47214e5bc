package org.throughline.server.organizations;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server on this machine that knows TXT records (RFC 1035), and can refuse, keep silent or answer something else. */
final class NameServer implements AutoCloseable {
    private static final int TXT = 16;
    private static final int HEADER = 12;

    /** How it answers. */
    enum Mood {
        HONEST,
        FAILING,
        SILENT,
        /** As somebody would answer who does not see the question. */
        GUESSING
    }

    private final DatagramSocket socket;
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    private volatile Mood mood = Mood.HONEST;

    NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** As it is named to whoever asks. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    void put(String name, String... records) {
        texts.put(name, List.of(records));
    }

    void remove(String name) {
        texts.remove(name);
    }

    void be(Mood mood) {
        this.mood = mood;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket question = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(question);
                if (mood != Mood.SILENT) {
                    byte[] answer = answer(Arrays.copyOf(question.getData(), question.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(question);
        int id = in.getShort(0);
        in.position(HEADER);
        String name = name(in);
        int type = in.getShort();
        byte[] asked = Arrays.copyOfRange(question, HEADER, in.position() + 2);
        boolean fails = mood == Mood.FAILING;
        List<String> found = type == TXT && !fails ? texts.getOrDefault(name, List.of()) : List.of();
        int code = fails ? 2 : texts.containsKey(name) ? 0 : 3;

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(mood == Mood.GUESSING ? id + 1 : id);
        out.writeShort(0x8580 | code); // an authoritative answer
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        out.write(asked);
        for (String text : found) {
            byte[] record = text.getBytes(StandardCharsets.US_ASCII);
            out.writeShort(0xc00c); // the name of the question
            out.writeShort(TXT);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(record.length + 1);
            out.writeByte(record.length);
            out.write(record);
        }
        return bytes.toByteArray();
    }

    private static String name(ByteBuffer in) {
        StringBuilder name = new StringBuilder();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
