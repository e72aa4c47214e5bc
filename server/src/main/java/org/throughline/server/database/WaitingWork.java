package org.throughline.server.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that waits in the database, done on a thread of its own: at once when this server put it there, and else every few seconds, for what
 * falls due, what another server put there, and what one left that died. Nothing that goes wrong ends it.
 */
public abstract class WaitingWork implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingWork.class);
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Thread thread;

    protected WaitingWork(String name) {
        this.name = name;
    }

    /** Does everything that waits now. */
    protected abstract void work();

    /** Something waits; called after the commit that put it there, else it would not be seen yet. */
    protected final void wake() {
        woken.release();
    }

    /** Whether the server stops, so that nothing new is begun. */
    protected final boolean isStopping() {
        return thread == null;
    }

    @Override
    public final void start() {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
        thread.start();
    }

    private void run() {
        while (!isStopping()) {
            try {
                work();
            } catch (RuntimeException | Error e) {
                LOG.error("What waits for “{}” could not be done; it is tried again", name, e);
            }
            try {
                boolean byName = woken.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS);
                if (byName) {
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public final void stop() {
        Thread working = thread;
        thread = null;
        woken.release();
        if (working != null) {
            try {
                working.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }
}
