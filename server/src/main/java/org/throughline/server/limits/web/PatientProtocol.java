package org.throughline.server.limits.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 of the container, with an end to its patience. By itself it waits for each read anew, so that one byte in nineteen seconds keeps a
 * request open for ever, and it takes nobody any more once all connections are taken by whoever says nothing. Here a request has one time for all of
 * it, and where connections grow scarce the silent ones go first, those of the network that has most.
 *
 * <p>A connection is never closed under the hands of whoever serves it: it is told that nothing more will come, and what has come is still answered.
 */
public final class PatientProtocol extends Http11NioProtocol {
    private static final long SWEEP_MILLIS = 100;

    private Patience patience = Patience.USUAL;
    private @Nullable Thread sweeper;

    /** Who is served at this moment: the container itself forgets it for as long. */
    private final Map<SocketWrapperBase<?>, PatientExchange> served = new ConcurrentHashMap<>();

    void patience(Patience wanted) {
        patience = wanted;
    }

    @Override
    protected Processor createProcessor() {
        return new PatientExchange(this, getAdapter(), patience);
    }

    @Override
    public void start() throws Exception {
        super.start();
        sweeper = Thread.ofPlatform().daemon().name("connections").start(this::sweepOn);
    }

    @Override
    public void stop() throws Exception {
        if (sweeper != null) {
            sweeper.interrupt();
        }
        super.stop();
    }

    void begins(SocketWrapperBase<?> connection, PatientExchange processor) {
        served.put(connection, processor);
    }

    void ends(SocketWrapperBase<?> connection) {
        served.remove(connection);
    }

    private void sweepOn() {
        try {
            while (true) {
                Thread.sleep(SWEEP_MILLIS);
                sweep();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            PatientExchange request = request(connection);
            if (request != null && request.isOverdue(now)) {
                hearNoMore(connection);
            }
        }
        int most = getMaxConnections();
        long taken = getEndpoint().getConnectionCount();
        if (most > 0 && isCrowded(taken, most)) {
            makeRoom(taken - most * 7L / 10);
        }
    }

    private static boolean isCrowded(long taken, int most) {
        return taken >= most * 9L / 10;
    }

    /** The silent connections of the network that has most of all, the longest silent first; then of the next. */
    private void makeRoom(long wanted) {
        Map<String, List<SocketWrapperBase<NioChannel>>> byAddress =
                getEndpoint().getConnections().stream().collect(Collectors.groupingBy(PatientProtocol::address));
        byAddress.values().stream()
                .sorted(Comparator.comparingInt((List<?> all) -> all.size()).reversed())
                .flatMap(all -> all.stream()
                        .filter(connection -> !served.containsKey(connection))
                        .sorted(Comparator.comparingLong(PatientProtocol::lastRead)))
                .limit(Math.max(1, wanted))
                .forEach(PatientProtocol::hearNoMore);
    }

    private static String address(SocketWrapperBase<NioChannel> connection) {
        return String.valueOf(connection.getRemoteAddr());
    }

    private static long lastRead(SocketWrapperBase<NioChannel> connection) {
        return connection instanceof NioSocketWrapper nio ? nio.getLastRead() : 0;
    }

    /** The request that is served there, or whose head is not all there yet. */
    private @Nullable PatientExchange request(SocketWrapperBase<NioChannel> connection) {
        PatientExchange request = served.get(connection);
        return request == null && connection.getCurrentProcessor() instanceof PatientExchange waiting
                ? waiting
                : request;
    }

    private static void hearNoMore(SocketWrapperBase<NioChannel> connection) {
        try {
            connection.getSocket().getIOChannel().shutdownInput();
        } catch (IOException | RuntimeException gone) {
            // it went by itself meanwhile
        }
    }

    /**
     * How long a request may take to arrive.
     *
     * @param whole for all of it: the head, and a body of ordinary size
     * @param bytesPerSecond a larger body has another second for each so many bytes of it that came
     */
    record Patience(Duration whole, long bytesPerSecond) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(20), 65_536);

        /** How long a request may take that brought so many bytes of a body. */
        Duration with(long received) {
            return whole.plusMillis(received * 1000 / bytesPerSecond);
        }
    }
}
