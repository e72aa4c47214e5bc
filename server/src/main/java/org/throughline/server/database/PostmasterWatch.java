package org.throughline.server.database;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a postmaster that died under a running server (killed, out of memory, a full disk) again, on the same port, until it works or
 * the server ends. One backend that dies is PostgreSQL's own affair: its postmaster recovers without us.
 */
final class PostmasterWatch {
    private static final Logger log = LoggerFactory.getLogger(PostmasterWatch.class);
    private static final int LOOK_MILLIS = 250;
    private static final int RETRY_MILLIS = 1_000;

    private final Postmaster postmaster;
    private final int port;
    private final Runnable afterwards;
    private final Thread thread;

    /**
     * @param port where the connections of this server lead
     * @param afterwards asks the started database whether it keeps its promises; throws, and stops it, where it does not
     */
    PostmasterWatch(Postmaster postmaster, int port, Runnable afterwards) {
        this.postmaster = postmaster;
        this.port = port;
        this.afterwards = afterwards;
        this.thread = Thread.ofVirtual().name("postmaster watch").unstarted(this::watch);
    }

    void begin() {
        thread.start();
    }

    /** Ends the watch, before the database is stopped on purpose. */
    void end() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                if (!postmaster.works()) {
                    recover();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends
        }
    }

    private void recover() throws InterruptedException {
        long begin = System.nanoTime();
        log.error("The database's process has ended; starting it again");
        while (!started()) {
            Thread.sleep(RETRY_MILLIS);
        }
        log.info("The database works again after {} ms", (System.nanoTime() - begin) / 1_000_000);
    }

    private boolean started() throws InterruptedException {
        try {
            postmaster.clearAway();
            if (!postmaster.startAt(port)) {
                return false;
            }
            afterwards.run();
            return true;
        } catch (IOException | DatabaseFailure e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            log.warn("The database could not be started again yet", e);
            return false;
        }
    }
}
