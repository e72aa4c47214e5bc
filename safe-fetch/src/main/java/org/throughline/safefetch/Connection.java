package org.throughline.safefetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection to an address that was checked, for the name that was asked: the host is not looked up again. A guard
 * closes the socket at the deadline, because a TLS handshake or a write has no timeout of its own.
 */
final class Connection implements AutoCloseable {

    private static final int MAX_ADDRESSES_TRIED = 3;

    private final Socket raw;
    private final Socket socket;
    private final Deadline deadline;
    private final Duration idle;
    private final Thread guard;

    private Connection(Socket raw, Socket socket, Deadline deadline, Duration idle, Thread guard) {
        this.raw = raw;
        this.socket = socket;
        this.deadline = deadline;
        this.idle = idle;
        this.guard = guard;
    }

    static Connection open(
            URI uri, List<InetAddress> checked, SSLContext tls, Deadline deadline, SafeFetcher.Waits waits)
            throws IOException {
        Socket raw = connected(uri, checked, deadline, waits.connect());
        Thread guard = Thread.ofVirtual().name("fetch-deadline").unstarted(() -> closeAt(raw, deadline));
        guard.start();
        try {
            raw.setSoTimeout(deadline.millisLeft(waits.idle()));
            Socket socket = uri.getScheme().equalsIgnoreCase("https") ? secured(raw, uri, tls) : raw;
            return new Connection(raw, socket, deadline, waits.idle(), guard);
        } catch (IOException | RuntimeException e) {
            guard.interrupt();
            raw.close();
            throw e;
        }
    }

    private static Socket connected(URI uri, List<InetAddress> checked, Deadline deadline, Duration wait)
            throws IOException {
        IOException last = new FetchFailure("remote-unreachable", "No address to connect to");
        for (InetAddress address : checked.subList(0, Math.min(checked.size(), MAX_ADDRESSES_TRIED))) {
            Socket socket = new Socket(Proxy.NO_PROXY); // never a proxy from the environment: it would resolve again
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, FetchPolicy.portOf(uri)), deadline.millisLeft(wait));
                return socket;
            } catch (FetchFailure e) {
                socket.close();
                throw e;
            } catch (SocketTimeoutException e) {
                socket.close();
                last = new FetchFailure("remote-timeout", "No connection within " + Deadline.words(wait), e);
            } catch (IOException e) {
                socket.close();
                last = new FetchFailure("remote-unreachable", "No connection: " + e.getMessage(), e);
            }
        }
        throw last;
    }

    private static SSLSocket secured(Socket raw, URI uri, SSLContext tls) throws IOException {
        String host = uri.getHost();
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(raw, host, FetchPolicy.portOf(uri), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (host.contains(".") && !host.startsWith("[") && !Character.isDigit(host.charAt(host.length() - 1))) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            throw new FetchFailure("remote-tls", "No trusted connection to " + host + ": " + e.getMessage(), e);
        }
        return socket;
    }

    InputStream in() throws IOException {
        InputStream in = socket.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                raw.setSoTimeout(deadline.millisLeft(idle));
                try {
                    return in.read(buffer, offset, length);
                } catch (SocketTimeoutException e) {
                    if (deadline.isOver()) {
                        throw deadline.expired();
                    }
                    throw new FetchFailure("remote-timeout", "Silence for " + Deadline.words(idle), e);
                }
            }
        };
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        guard.interrupt();
        raw.close(); // not the TLS socket: its goodbye could wait for the other side
    }

    private static void closeAt(Socket raw, Deadline deadline) {
        try {
            while (!deadline.isOver()) {
                Thread.sleep(deadline.millisLeft(Duration.ofDays(1)));
            }
            raw.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the fetch ended in time
        } catch (IOException e) {
            // the deadline passed between two looks, or the socket is closed already: both end the same way
            closeQuietly(raw);
        }
    }

    private static void closeQuietly(Socket raw) {
        try {
            raw.close();
        } catch (IOException e) {
            // nothing is left to close
        }
    }
}
