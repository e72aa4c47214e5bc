package org.throughline.server.frameworks;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.database.Reach;
import org.throughline.server.database.WaitingWork;
import org.throughline.server.shared.Problem;

/**
 * Lets large frameworks in, one after the other, whether or not somebody looks on. What a server left in the middle changed nothing, and
 * another begins it anew, three times at most.
 */
@Component
public class ImportJobs extends WaitingWork {
    /** With more items than this an import becomes a job. */
    public static final int LARGE = 2_000;

    /** So often one is begun whose servers die; then somebody has to look. */
    public static final int MOST_ATTEMPTS = 3;

    private static final long SIGN_OF_LIFE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);

    private final PendingImports pending;
    private final FrameworkImport imports;
    private final LargeFiles large;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    ImportJobs(
            PendingImports pending,
            FrameworkImport imports,
            LargeFiles large,
            TransactionTemplate transactions,
            ApplicationEventPublisher events) {
        super("large imports");
        this.pending = pending;
        this.imports = imports;
        this.large = large;
        this.transactions = transactions;
        this.events = events;
    }

    /** That an import waits. */
    record Queued(UUID id) {}

    /** Lets one in by itself, as it was looked at; at once, if nothing else is on. */
    public void begin(UUID id) {
        transactions.executeWithoutResult(_ -> {
            pending.queue(id);
            events.publishEvent(new Queued(id));
        });
    }

    @TransactionalEventListener
    void wake(Queued queued) {
        wake();
    }

    @Override
    protected void work() {
        Reach.asHouse("a large framework comes in on the word of whoever brought it", () -> {
            while (!isStopping()) {
                Optional<PendingImports.PendingImport> next = pending.claim();
                if (next.isEmpty()) {
                    return;
                }
                take(next.get());
            }
        });
    }

    private void take(PendingImports.PendingImport job) {
        if (job.attempts() > MOST_ATTEMPTS) {
            pending.ended(job, null, givenUp(job));
            return;
        }
        CountDownLatch over = new CountDownLatch(1);
        Thread.ofVirtual().name("sign of life of an import").start(() -> live(job, over));
        try {
            letIn(job);
        } catch (PendingImports.TakenUpElsewhere e) {
            LOG.warn("The import {} was taken up elsewhere; what was written here came to nothing", job.id());
        } finally {
            over.countDown();
        }
    }

    private void letIn(PendingImports.PendingImport job) {
        try {
            say(job, "The file is read.", null);
            ScopedValue.where(ImportProgress.LISTENER, (sentence, share) -> say(job, sentence, share))
                    .run(() -> large.waiting(job.bytes(), () -> write(job, pending.bytes(job))));
        } catch (Problem problem) {
            pending.ended(
                    job,
                    null,
                    problem.getMessage()
                            + problem.findings().stream()
                                    .limit(5)
                                    .map(finding -> " " + finding)
                                    .reduce("", String::concat));
        } catch (PendingImports.TakenUpElsewhere e) {
            throw e;
        } catch (RuntimeException e) {
            if (isStopping()) {
                pending.putBack(job);
                return;
            }
            LOG.error("The import {} failed", job.id(), e);
            pending.ended(job, null, "Something broke on our side. Nothing was changed; try again.");
        }
    }

    private FrameworkImportOutcome write(PendingImports.PendingImport job, byte[] bytes) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            FrameworkImportOutcome outcome =
                    imports.bring(job.owner(), bytes, job.how(), job.kind(), job.publish(), job.by());
            pending.ended(
                    job,
                    outcome.framework().id(),
                    outcome.changed()
                            ? "“%s” is in, with %,d statements."
                                    .formatted(outcome.framework().title(), outcome.items())
                            : "Nothing changed: “%s” stood here exactly so already."
                                    .formatted(outcome.framework().title()));
            return outcome;
        }));
    }

    private void say(PendingImports.PendingImport job, String sentence, PendingImports.@Nullable Share share) {
        if (isStopping()) {
            throw new IllegalStateException("the server stops");
        }
        pending.step(job, sentence, share);
    }

    /** Says every few seconds that this server lives, also while a step takes long. */
    private void live(PendingImports.PendingImport job, CountDownLatch over) {
        try {
            while (!over.await(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS)) {
                try {
                    Reach.asHouse("whoever works on an import says that they live", () -> pending.lives(job));
                } catch (RuntimeException e) {
                    LOG.warn("An import could not say that it goes on: {}", e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String givenUp(PendingImports.PendingImport job) {
        return "The server stopped %d times while it worked on this file%s. It is not tried again by itself: tell whoever runs the server, or bring the file in parts."
                .formatted(
                        MOST_ATTEMPTS,
                        job.step() == null ? "" : ", the last time when this was true: “%s”".formatted(job.step()));
    }
}
