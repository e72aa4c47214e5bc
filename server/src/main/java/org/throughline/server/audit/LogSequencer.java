package org.throughline.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.credentials.log.Checkpoint;
import org.throughline.server.database.Reach;

/**
 * Brings committed entries into the tree, one server at a time: in the order in which they are found committed, without gaps, at most a
 * thousand per signed checkpoint, at most a second behind. Which server does it is decided by a lock in the database, step by step.
 *
 * <p>Before its first step it compares the database with the checkpoints that left it: a database with fewer acts than were signed was
 * restored, and goes on under a new key.
 */
@Component
class LogSequencer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LogSequencer.class);
    private static final int MOST_LEAVES = 1_000;
    private static final long PAUSE_MILLIS = 250;

    private final LogTree tree;
    private final CheckpointKeys keys;
    private final CheckpointFiles files;
    private final AuditLog log;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Path restoredMark;
    private final ReentrantLock oneStep = new ReentrantLock();
    private long exported;
    private boolean failing;
    private volatile @Nullable Thread thread;

    LogSequencer(
            LogTree tree,
            CheckpointKeys keys,
            CheckpointFiles files,
            AuditLog log,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${throughline.data-dir}") Path dataDirectory) {
        this.tree = tree;
        this.keys = keys;
        this.files = files;
        this.log = log;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
        this.restoredMark = dataDirectory.resolve("restored");
    }

    /** Takes in what was committed until now, and exports every checkpoint; returns how many entries came in by this server. */
    int catchUp() {
        oneStep.lock();
        try {
            return Reach.asHouse("the log's sequencer gives every committed entry its place", () -> {
                int taken = 0;
                for (int step = step(); step > 0; step = step()) {
                    taken += step;
                    export(); // after each, so that a flood of acts does not keep checkpoints inside
                }
                export();
                return taken;
            });
        } finally {
            oneStep.unlock();
        }
    }

    private int step() {
        if (!tree.anyPending()) {
            return 0;
        }
        Integer taken = transaction.execute(status -> {
            if (!tree.takeTurn()) {
                return 0;
            }
            List<LogTree.Pending> pending = tree.pending(MOST_LEAVES);
            if (pending.isEmpty()) {
                return 0;
            }
            LogTree.Grown grown = tree.append(pending);
            String text = new Checkpoint(keys.current().name(), grown.size(), grown.root()).text();
            tree.keep(grown, clock.instant(), keys.sign(text));
            return pending.size();
        });
        return taken == null ? 0 : taken;
    }

    private void export() {
        for (List<LogTree.StoredCheckpoint> fresh = tree.after(exported, 100);
                !fresh.isEmpty();
                fresh = tree.after(exported, 100)) {
            for (LogTree.StoredCheckpoint checkpoint : fresh) {
                files.append(checkpoint.at(), checkpoint.note());
                exported = checkpoint.number();
            }
        }
    }

    /** Whether the database has fewer acts than its own key once signed, or a restore left its mark. */
    private void compareWithWhatWasSigned() {
        Optional<CheckpointFiles.Exported> last = files.last();
        long size = tree.size();
        boolean sameKey = last.isPresent()
                && keys.all().stream()
                        .anyMatch(key -> key.isCurrent()
                                && key.key()
                                        .name()
                                        .equals(last.get().checkpoint().origin()));
        long signed = sameKey ? last.get().checkpoint().size() : size;
        boolean marked = Files.exists(restoredMark);
        if (signed > size || marked) {
            beginAnew(size, signed);
        }
        exported = numberOf(last);
    }

    private void beginAnew(long size, long signed) {
        LOG.warn(
                "This database was restored: its log has {} acts, and {} were signed. The log goes on under a new key.",
                size,
                signed);
        transaction.executeWithoutResult(status -> {
            int forgotten = log.forgetAgain();
            events.publishEvent(new DatabaseWentBack(size, signed));
            keys.renew(size);
            log.record(new AuditEntry(
                    "database.restored",
                    "system",
                    null,
                    "database",
                    Map.of(
                            "acts",
                            Long.toString(size),
                            "lost",
                            Long.toString(Math.max(0, signed - size)),
                            "forgottenAgain",
                            Integer.toString(forgotten))));
        });
        try {
            Files.deleteIfExists(restoredMark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the stored checkpoint that was exported last; what follows it is exported next. */
    private long numberOf(Optional<CheckpointFiles.Exported> last) {
        if (last.isEmpty()) {
            return 0;
        }
        return tree.numberOf(last.get().note())
                .orElseGet(() ->
                        tree.latest().map(LogTree.StoredCheckpoint::number).orElse(0L));
    }

    @Override
    public void start() {
        Reach.asHouse("the log looks whether the database went back", this::compareWithWhatWasSigned);
        Thread started = Thread.ofVirtual().name("log sequencer").unstarted(this::run);
        thread = started;
        started.start();
    }

    private void run() {
        while (Thread.currentThread().equals(thread)) {
            try {
                catchUp();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.error("The log's tree does not grow; it is tried again until it does: {}", e.toString());
                }
                failing = true;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Ends after a last step, so that what was done until now is under a checkpoint. */
    @Override
    public void stop() {
        Thread ending = thread;
        thread = null;
        if (ending == null) {
            return;
        }
        try {
            ending.join(5_000);
            catchUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("The last entries wait for the next start to come under a checkpoint: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before whatever acts by itself, and after it when the server stops. */
    @Override
    public int getPhase() {
        return 0;
    }
}
