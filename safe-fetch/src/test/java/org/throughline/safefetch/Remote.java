package org.throughline.safefetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The other side, on loopback: says byte for byte what a test wants, however wrong that is, and counts who came. */
final class Remote implements AutoCloseable {

    /** What it does with one request. */
    interface Behaviour {
        void answer(String head, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private Remote(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket, behaviour));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
    }

    static Remote doing(Behaviour behaviour) throws IOException {
        return on(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), behaviour);
    }

    static Remote on(ServerSocket server, Behaviour behaviour) {
        return new Remote(server, behaviour);
    }

    static Remote saying(String answer) throws IOException {
        return doing((in, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    List<String> heads() {
        return heads;
    }

    private void serve(Socket socket, Behaviour behaviour) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            heads.add(head.toString());
            behaviour.answer(head.toString(), socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (Exception e) {
            // the guest left in the middle, as tests about limits expect
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
