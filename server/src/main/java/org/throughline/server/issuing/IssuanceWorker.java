package org.throughline.server.issuing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.throughline.credentials.key.Signer;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.PersonId;

/**
 * Works batches off in the background, person by person, two at a time. What was not through when the server stopped, however it
 * stopped, is taken up again at its next start.
 */
@Component
class IssuanceWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IssuanceWorker.class);
    private static final int HANDS = 2;

    private final Batches batches;
    private final Completion completion;
    private final IssuerKeys keys;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(HANDS);
    private final Set<BatchId> running = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean started;

    IssuanceWorker(Batches batches, Completion completion, IssuerKeys keys, Clock clock) {
        this.batches = batches;
        this.completion = completion;
        this.keys = keys;
        this.clock = clock;
    }

    /** Begins or goes on with a batch, unless it is being worked on. */
    void begin(BatchId batch) {
        if (started && running.add(batch)) {
            spawn("issuing " + batch, () -> run(batch));
        }
    }

    boolean isWorkingOn(BatchId batch) {
        return running.contains(batch);
    }

    private void run(BatchId id) {
        try {
            Optional<Batch> found = batches.find(id);
            if (found.isEmpty()) {
                return;
            }
            Batch batch = found.get();
            Signer signer = keys.signer(batch.organization());
            Queue<PersonId> waiting = new ConcurrentLinkedQueue<>(batches.waiting(id));
            List<Thread> hands = new ArrayList<>();
            for (int i = 0; i < HANDS; i++) {
                hands.add(spawn("issuing " + id + " hand " + i, () -> work(batch, waiting, signer)));
            }
            for (Thread hand : hands) {
                hand.join();
            }
            batches.finish(id, clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Batch {} stopped; it goes on at the next start or when somebody resumes it", id, e);
        } finally {
            running.remove(id);
        }
    }

    private void work(Batch batch, Queue<PersonId> waiting, Signer signer) {
        try {
            for (PersonId next = waiting.poll(); next != null && started; next = waiting.poll()) {
                turns.acquire();
                try {
                    completion.complete(batch, next, signer);
                } finally {
                    turns.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Batch {} stopped; it goes on at the next start or when somebody resumes it", batch.id(), e);
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
        Reach.asHouse("every issuer's unfinished batches go on", batches::unfinished)
                .forEach(this::begin);
    }

    /** Lets the credentials at hand come through; the others wait for the next start. */
    @Override
    public void stop() {
        started = false;
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
