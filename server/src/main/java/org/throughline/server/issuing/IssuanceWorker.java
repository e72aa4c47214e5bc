package org.throughline.server.issuing;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Works batches off in the background, person by person, two at a time. A server says in the database that it works on a batch, and says
 * so again every few seconds; when it stops saying so, however it stopped, another one (or its own next start) goes on. Should two ever
 * work on the same credential, the first signature stands and it is delivered once. While issuing is halted a batch rests, and goes on by itself
 * when the halt is lifted.
 */
@Component
class IssuanceWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IssuanceWorker.class);
    private static final int HANDS = 2;
    private static final Duration WORD = Duration.ofSeconds(8);
    private static final Duration SAID_AGAIN = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration REST_WHILE_HALTED = Duration.ofSeconds(2);
    private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(10);

    private final Batches batches;
    private final Completion completion;
    private final IssuingHalt halts;
    private final Clock clock;
    private final UUID server = UUID.randomUUID();
    private final Semaphore turns = new Semaphore(HANDS);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean started;
    private volatile Thread looking = Thread.ofVirtual().unstarted(() -> {});

    IssuanceWorker(Batches batches, Completion completion, IssuingHalt halts, Clock clock) {
        this.batches = batches;
        this.completion = completion;
        this.halts = halts;
        this.clock = clock;
    }

    /** Begins or goes on with a batch, unless some server works on it. */
    void begin(BatchId batch) {
        if (started) {
            spawn("issuing " + batch, () -> take(batch));
        }
    }

    boolean isWorkingOn(BatchId batch) {
        return batches.isClaimed(batch);
    }

    private void take(BatchId id) {
        if (!batches.claim(id, server, WORD)) {
            return;
        }
        AtomicBoolean ours = new AtomicBoolean(true);
        Thread word = spawn("word for " + id, () -> keepWord(id, ours));
        Duration rest = REST_AFTER_TROUBLE;
        try {
            if (run(id, ours)) {
                rest = Duration.ZERO;
            } else if (isHalted(id)) {
                rest = REST_WHILE_HALTED;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Batch {} stopped; it goes on by itself", id, e);
        } finally {
            word.interrupt();
            release(id, started ? rest : Duration.ZERO);
        }
    }

    private boolean isHalted(BatchId id) {
        return batches.find(id)
                .filter(batch -> !halts.of(batch.organization()).isEmpty())
                .isPresent();
    }

    private void release(BatchId id, Duration rest) {
        try {
            batches.release(id, server, rest);
        } catch (RuntimeException e) {
            LOG.warn("The word for batch {} could not be taken back; it runs out by itself", id, e);
        }
    }

    /** Whether nothing is left to do. */
    private boolean run(BatchId id, AtomicBoolean ours) throws InterruptedException {
        Optional<Batch> found = batches.find(id);
        if (found.isEmpty()) {
            return true;
        }
        Batch batch = found.get();
        if (!halts.of(batch.organization()).isEmpty()) {
            return false;
        }
        Queue<PersonId> waiting = new ConcurrentLinkedQueue<>(batches.waiting(id));
        List<Thread> hands = new ArrayList<>();
        for (int i = 0; i < HANDS; i++) {
            hands.add(spawn("issuing " + id + " hand " + i, () -> work(batch, waiting, ours)));
        }
        for (Thread hand : hands) {
            hand.join();
        }
        return batches.finish(id, clock.instant());
    }

    private void work(Batch batch, Queue<PersonId> waiting, AtomicBoolean ours) {
        try {
            for (PersonId next = waiting.poll(); next != null && started && ours.get(); next = waiting.poll()) {
                turns.acquire();
                try {
                    completion.complete(batch, next);
                } finally {
                    turns.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Problem e) {
            if (e.type() == ProblemType.ISSUING_HALTED) {
                LOG.warn("Batch {} rests, because issuing is halted", batch.id());
            } else {
                LOG.error("Batch {} stopped; it goes on by itself", batch.id(), e);
            }
        } catch (RuntimeException e) {
            LOG.error("Batch {} stopped; it goes on by itself", batch.id(), e);
        }
    }

    /** Gives this server's word again and again, until it is interrupted or another server has taken the batch. */
    private void keepWord(BatchId id, AtomicBoolean ours) {
        try {
            while (ours.get()) {
                Thread.sleep(SAID_AGAIN);
                try {
                    ours.set(batches.extend(id, server, WORD));
                } catch (RuntimeException e) {
                    LOG.warn("The word for batch {} could not be given", id, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the batch is done
        }
    }

    private void look() {
        try {
            while (started) {
                try {
                    batches.unfinished().forEach(this::begin);
                } catch (RuntimeException e) {
                    LOG.warn("Unfinished batches could not be looked for: {}", e.toString());
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends
        }
    }

    private Thread spawn(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                Reach.asHouse("a batch is signed into the records of its recipients, when nobody is there", work);
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
        return thread;
    }

    @Override
    public void start() {
        started = true;
        looking = spawn("looking for batches", this::look);
    }

    /** Lets the credentials at hand come through; the others wait for the next start, or for another server. */
    @Override
    public void stop() {
        started = false;
        looking.interrupt();
        try {
            for (Thread thread : threads) {
                thread.join(5_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
