package org.throughline.server.frameworks;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;

/**
 * Lets large frameworks in, one after the other, whether or not somebody looks on. What a server left in the middle changed nothing, and another
 * begins it anew.
 */
@Component
public class ImportJobs {
    /** With more items than this an import becomes a job. */
    public static final int LARGE = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);

    private final PendingImports pending;
    private final FrameworkImport imports;
    private final TransactionTemplate transactions;

    ImportJobs(PendingImports pending, FrameworkImport imports, TransactionTemplate transactions) {
        this.pending = pending;
        this.imports = imports;
        this.transactions = transactions;
    }

    /** Lets one in by itself, as it was looked at. */
    public void begin(UUID id) {
        pending.queue(id);
    }

    @Scheduled(initialDelay = 3, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void work() {
        Reach.asHouse("a large framework comes in on the word of whoever brought it", () -> {
            for (Optional<PendingImports.PendingImport> next = pending.claim();
                    next.isPresent();
                    next = pending.claim()) {
                letIn(next.get());
            }
        });
    }

    private void letIn(PendingImports.PendingImport job) {
        try {
            pending.step(job.id(), "is read, compared and written");
            byte[] bytes = pending.bytes(job);
            Objects.requireNonNull(transactions.execute(_ -> {
                FrameworkImportOutcome outcome =
                        imports.bring(job.owner(), bytes, job.how(), job.kind(), job.publish(), job.by());
                pending.ended(
                        job.id(),
                        outcome.framework().id(),
                        outcome.changed()
                                ? "“%s” is in, with %,d statements."
                                        .formatted(outcome.framework().title(), outcome.items())
                                : "Nothing changed: “%s” stood here exactly so already."
                                        .formatted(outcome.framework().title()));
                return outcome;
            }));
        } catch (Problem problem) {
            pending.ended(
                    job.id(),
                    null,
                    problem.getMessage()
                            + problem.findings().stream()
                                    .limit(5)
                                    .map(finding -> " " + finding)
                                    .reduce("", String::concat));
        } catch (RuntimeException e) {
            LOG.error("The import {} failed", job.id(), e);
            pending.ended(job.id(), null, "Something broke on our side. Nothing was changed; try again.");
        }
    }
}
