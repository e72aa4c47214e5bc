package org.throughline.server.alignment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.matching.Learned;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.database.WaitingWork;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Runs the engine over crosswalks, one after the other. A small crosswalk is done while it opens; a larger one opens at once, and what is
 * found for its requirements stands on the board as it is found. A run that a dead server left goes on where it stood, three times at most.
 */
@Component
public class SuggestionJobs extends WaitingWork {
    /** Up to so many pairs of items a crosswalk is computed while it opens. */
    static final long SMALL = 40_000;

    /** A run waits until others are through. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** So often one is begun whose servers die; then somebody has to look. */
    public static final int MOST_ATTEMPTS = 3;

    /** So many decisions since the last run, and this share of all, bring about another by themselves. */
    public static final int ENOUGH = 30;

    private static final double SHARE = 0.25;
    private static final int TOGETHER = 64;
    private static final long SIGN_OF_LIFE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(SuggestionJobs.class);

    private final SuggestionRuns runs;
    private final Suggestions suggestions;
    private final CrosswalkRows crosswalks;
    private final Teachers teachers;
    private final Frameworks frameworks;
    private final OperatorsEncoder encoder;
    private final EngineMemory memory;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    SuggestionJobs(
            SuggestionRuns runs,
            Suggestions suggestions,
            CrosswalkRows crosswalks,
            Teachers teachers,
            Frameworks frameworks,
            OperatorsEncoder encoder,
            EngineMemory memory,
            AuditLog audit,
            TransactionTemplate transactions,
            ApplicationEventPublisher events) {
        super("suggestions of alignments");
        this.runs = runs;
        this.suggestions = suggestions;
        this.crosswalks = crosswalks;
        this.teachers = teachers;
        this.frameworks = frameworks;
        this.encoder = encoder;
        this.memory = memory;
        this.audit = audit;
        this.transactions = transactions;
        this.events = events;
    }

    /** That a run waits. */
    record Queued(UUID id) {}

    /** The runs of a crosswalk, the latest first. */
    public List<SuggestionRun> runs(CrosswalkId crosswalk) {
        return runs.of(crosswalk);
    }

    /** The latest run of a crosswalk. */
    public Optional<SuggestionRun> latest(CrosswalkId crosswalk) {
        return runs.latest(crosswalk);
    }

    /**
     * What is missing until the suggestions are made anew by themselves.
     *
     * @param pairs how many more have to be decided, accepted or rejected
     * @param accepted how many more have to be accepted
     */
    public record Missing(int pairs, int accepted) {}

    /** What is missing until the suggestions of a crosswalk are made anew by themselves. */
    public Missing untilNext(CrosswalkId crosswalk) {
        SuggestionRuns.Decided decided = runs.decided(crosswalk);
        int wanted = Math.max(ENOUGH, (int) Math.ceil(SHARE * decided.pairs()));
        return new Missing(
                Math.max(0, wanted - decided.sinceLatestRun()), Math.max(0, Learned.FEWEST - decided.accepted()));
    }

    /** The first run of a crosswalk that has just been opened, in the transaction that opens it. */
    void first(Crosswalk crosswalk, List<FrameworkItem> asking, List<FrameworkItem> answering, PersonId by) {
        SuggestionModel model = new SuggestionModel(
                asking, answering, Lessons.NONE, encoder.get().orElse(null));
        UUID id = runs.queue(crosswalk.id(), by).orElseThrow();
        if (isSmall(model) && encoder.get().isEmpty()) { // an encoder takes its time
            SuggestionRun run = runs.begin(id);
            runs.over(run, model.digest(), model.questions());
            runs.learned(run, model.modelVersion(), model.lesson());
            suggestions.save(run, model.answers(0, model.questions()));
            runs.answered(run, model.questions(), "");
            runs.ended(run, SuggestionRun.State.DONE, null);
            runs.show(run);
            return;
        }
        // shown from the start: what is found stands on the board at once
        crosswalks.shows(crosswalk.id(), id);
        events.publishEvent(new Queued(id));
    }

    private static boolean isSmall(SuggestionModel model) {
        long asked = model.requirements();
        return asked * (model.questions() - asked) <= SMALL && model.questions() <= EngineMemory.FEW;
    }

    /** Makes the suggestions of a crosswalk anew; {@code Problem CONFLICT} while that is going on already. */
    public void anew(CrosswalkId id, PersonId by) {
        transactions.executeWithoutResult(_ -> {
            Crosswalk crosswalk =
                    crosswalks.find(id).map(CrosswalkRows.Row::crosswalk).orElseThrow(Problem::notFound);
            UUID run = runs.queue(id, by)
                    .orElseThrow(
                            () -> new Problem(ProblemType.CONFLICT, "The suggestions are being made anew already."));
            audit.record(new AuditEntry(
                    "crosswalk.suggested-anew", by.toString(), crosswalk.owner().toString(), id.toString(), Map.of()));
            events.publishEvent(new Queued(run));
        });
    }

    /** Something was decided: makes the suggestions anew when that was enough to learn from. */
    void decided(CrosswalkId crosswalk) {
        SuggestionRuns.Decided decided = runs.decided(crosswalk);
        if (decided.accepted() >= Learned.FEWEST
                && decided.sinceLatestRun() >= ENOUGH
                && decided.sinceLatestRun() >= SHARE * decided.pairs()) {
            runs.queue(crosswalk, null).ifPresent(run -> events.publishEvent(new Queued(run)));
        }
    }

    @TransactionalEventListener
    void wake(Queued queued) {
        wake();
    }

    @Override
    protected void work() {
        Reach.asHouse("suggestions are made for everybody behind a crosswalk, whoever looks on", () -> {
            while (!isStopping()) {
                Optional<SuggestionRun> next = runs.claim();
                if (next.isEmpty()) {
                    return;
                }
                take(next.get());
            }
        });
    }

    private void take(SuggestionRun run) {
        if (run.attempts() > MOST_ATTEMPTS) {
            runs.ended(run, SuggestionRun.State.FAILED, givenUp(run));
            return;
        }
        CountDownLatch over = new CountDownLatch(1);
        Thread.ofVirtual().name("sign of life of a run").start(() -> live(run, over));
        try {
            compute(run);
        } catch (SuggestionRuns.TakenUpElsewhere e) {
            LOG.warn("The run {} was taken up elsewhere; what was written here came to nothing", run.id());
        } catch (RuntimeException e) {
            if (isStopping()) {
                runs.putBack(run);
                return;
            }
            if (e instanceof Problem problem && problem.type() == ProblemType.PAYLOAD_TOO_LARGE) {
                runs.ended(run, SuggestionRun.State.FAILED, problem.getMessage());
                return;
            }
            LOG.error("The run {} failed", run.id(), e);
            runs.ended(
                    run,
                    SuggestionRun.State.FAILED,
                    "Something broke on our side. What stood before stands; try again.");
        } finally {
            over.countDown();
        }
    }

    private void compute(SuggestionRun run) {
        Crosswalk crosswalk = crosswalks.find(run.crosswalk()).orElseThrow().crosswalk();
        runs.step(run, "Both frameworks are read, and what was decided.");
        SuggestionModel model = new SuggestionModel(
                frameworks.items(crosswalk.requirements()),
                frameworks.items(crosswalk.outcomes()),
                teachers.of(crosswalk, run.upTo()),
                encoder.get().orElse(null));
        memory.taking(model.questions(), PATIENCE, () -> {
            compute(run, crosswalk, model);
            return run;
        });
    }

    private void compute(SuggestionRun run, Crosswalk crosswalk, SuggestionModel model) {
        runs.step(
                run,
                model.lessons().forward().isEmpty()
                        ? "The words of both frameworks are weighed."
                        : "It learns from %,d decided pairs."
                                .formatted(model.lessons().forward().size()));
        String digest = model.digest();
        int done = transaction(() -> runs.over(run, digest, model.questions()));
        runs.learned(run, model.modelVersion(), model.lesson());
        while (done < model.questions()) {
            demandRunning();
            int from = done;
            // a stretch never asks both ways, so that only one of the two engines is needed at a time
            int to = Math.min(from + TOGETHER, from < model.requirements() ? model.requirements() : model.questions());
            List<Suggestions.Proposed> found = model.answers(from, to);
            transactions.executeWithoutResult(_ -> {
                suggestions.save(run, found);
                runs.answered(
                        run,
                        to,
                        to <= model.requirements()
                                ? "For each requirement it looks for outcomes."
                                : "For each outcome it looks for requirements.");
            });
            done = to;
        }
        transactions.executeWithoutResult(_ -> {
            crosswalks.touch(crosswalk.id());
            if (run.place() > 1) {
                suggestions.leaveFinishedAlone(run);
            }
            runs.show(run);
            suggestions.forgetUnseen(run);
            runs.ended(run, SuggestionRun.State.DONE, null);
        });
    }

    private int transaction(Supplier<Integer> work) {
        return Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }

    private void demandRunning() {
        if (isStopping()) {
            throw new IllegalStateException("the server stops");
        }
    }

    /** Says every few seconds that this server lives, also while a step takes long. */
    private void live(SuggestionRun run, CountDownLatch over) {
        try {
            while (!over.await(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS)) {
                try {
                    Reach.asHouse("whoever works on a run says that they live", () -> runs.lives(run));
                } catch (RuntimeException e) {
                    LOG.warn("A run could not say that it goes on: {}", e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String givenUp(SuggestionRun run) {
        return "The server stopped %d times while it worked on this, the last time when %,d of %,d questions were answered. It is not tried again by itself: tell whoever runs the server."
                .formatted(MOST_ATTEMPTS, run.done(), run.inAll());
    }
}
