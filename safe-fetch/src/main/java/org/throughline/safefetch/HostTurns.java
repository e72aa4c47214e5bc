package org.throughline.safefetch;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** At most so many fetches to one host at a time, so that one slow host cannot take every thread with it. */
final class HostTurns {

    private record Queue(Semaphore free, int users) {}

    private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();
    private final int perHost;

    HostTurns(int perHost) {
        this.perHost = perHost;
    }

    /** Waits for a turn; the caller closes it. */
    Turn take(String host, long maxWaitMillis) throws FetchFailure, InterruptedException {
        Queue queue = queues.compute(host, (name, known) -> joined(known));
        boolean mine = false;
        try {
            mine = queue.free().tryAcquire(maxWaitMillis, TimeUnit.MILLISECONDS);
        } finally {
            if (!mine) {
                leave(host);
            }
        }
        if (!mine) {
            throw new FetchFailure("remote-busy", perHost + " fetches from " + host + " are under way already");
        }
        return () -> {
            queue.free().release();
            leave(host);
        };
    }

    private Queue joined(@Nullable Queue known) {
        return known == null ? new Queue(new Semaphore(perHost), 1) : new Queue(known.free(), known.users() + 1);
    }

    private void leave(String host) {
        queues.computeIfPresent(
                host, (name, known) -> known.users() == 1 ? null : new Queue(known.free(), known.users() - 1));
    }

    /** A turn that was taken. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
