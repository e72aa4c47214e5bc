package org.throughline.server.issuing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.StatusListChanged;

/** Issues credentials to a roster: dry run first, intent before signature, resumable, each row exactly once. */
@Component
public class Issuance {
    private final Planning planning;
    private final BatchOpening opening;
    private final Batches batches;
    private final IssuedCredentials issued;
    private final StatusLists statusLists;
    private final IssuanceWorker worker;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final Clock clock;

    Issuance(
            Planning planning,
            BatchOpening opening,
            Batches batches,
            IssuedCredentials issued,
            StatusLists statusLists,
            IssuanceWorker worker,
            ApplicationEventPublisher events,
            AuditLog audit,
            Clock clock) {
        this.planning = planning;
        this.opening = opening;
        this.batches = batches;
        this.issued = issued;
        this.statusLists = statusLists;
        this.worker = worker;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Reads a CSV roster (header {@code name,email[,achievements]}; several achievements, by name or code, separated by semicolons;
     * without the column everybody gets all of the given ones) and says every row's fate before anything is signed. A file that is no
     * roster is a {@code Problem ROSTER_INVALID}.
     */
    public RosterCheck check(OrganizationId organization, List<AchievementId> achievements, byte[] csv) {
        return planning.plan(organization, achievements, csv).check();
    }

    /**
     * Starts a batch: the badges that each row names, then (when {@code withClr}) one CLR per learner that contains them. Rows that can't
     * be issued are left out and reported; when none can, a {@code Problem ROSTER_INVALID}. Same roster, achievements and key again is the
     * same batch: nothing is issued twice; another roster under the same key is a {@code Problem CONFLICT}.
     *
     * @param idempotencyKey the caller's name for this act
     */
    public BatchId start(
            OrganizationId organization,
            List<AchievementId> achievements,
            byte[] csv,
            boolean withClr,
            String idempotencyKey,
            PersonId by) {
        BatchId batch = opening.open(organization, achievements, csv, withClr, idempotencyKey, by);
        beginAfterCommit(batch);
        return batch;
    }

    /** How far a batch is. */
    public BatchProgress progress(BatchId batch) {
        return batches.line(batch).map(BatchLine::progress).orElseThrow(Problem::notFound);
    }

    /** Tries a batch's failed credentials again, and goes on with those that wait. Their ids and status indexes stay. */
    @Transactional
    public void resume(OrganizationId organization, BatchId batch, PersonId by) {
        line(organization, batch);
        batches.reopen(batch);
        audit.record(
                new AuditEntry("batch.resumed", by.toString(), organization.toString(), batch.toString(), Map.of()));
        beginAfterCommit(batch);
    }

    /** Revokes an issued credential by its own id: the status list shows it at once, and records that hold it look again. */
    @Transactional
    public void revoke(OrganizationId organization, String credentialId, String reason, PersonId by) {
        IssuedCredential credential = credential(organization, credentialId);
        if (reason.isBlank()) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "Say why the credential is revoked; the reason stays in your log.");
        }
        if (issued.revoked(credential.id(), reason.strip(), clock.instant())) {
            audit.one("credential.revoked", () -> revoke(organization, credential, credentialId, by));
        }
    }

    /** The bit, the entry, and what records make of it. */
    private IssuedCredential revoke(
            OrganizationId organization, IssuedCredential credential, String credentialId, PersonId by) {
        statusLists.revoke(organization, credential);
        audit.record(new AuditEntry(
                "credential.revoked",
                by.toString(),
                organization.toString(),
                credentialId,
                Map.of("kind", credential.kind().name()),
                Set.of(credential.recipient().value())));
        events.publishEvent(new StatusListChanged(credential.statusListUrl()));
        return credential;
    }

    /** An organization's batches, newest first. */
    public List<BatchLine> batches(OrganizationId organization) {
        return batches.of(organization);
    }

    /** One batch of an organization; another's does not exist. */
    public BatchLine line(OrganizationId organization, BatchId batch) {
        return batches.line(batch)
                .filter(l -> l.organization().equals(organization))
                .orElseThrow(Problem::notFound);
    }

    /** The organization that a batch belongs to: pages ask it before they say anything else about the batch. */
    public OrganizationId organizationOf(BatchId batch) {
        return batches.line(batch).map(BatchLine::organization).orElseThrow(Problem::notFound);
    }

    /** Whether the batch is being worked on at this moment. */
    public boolean isWorkingOn(BatchId batch) {
        return worker.isWorkingOn(batch);
    }

    /** Every credential of a batch in the roster's order. */
    public List<IssuedCredential> credentials(BatchId batch) {
        return issued.of(batch);
    }

    /** Credentials of a batch that could not be issued, with their reasons; at most {@code limit}. */
    public List<IssuedCredential> failed(BatchId batch, int limit) {
        return issued.failed(batch, limit);
    }

    /** Rows of a batch's roster that were left out. */
    public List<BatchLine.LeftOut> leftOut(BatchId batch) {
        return batches.leftOut(batch);
    }

    /** An organization's issued credentials, newest first. */
    public Page<IssuedCredential> issuedBy(OrganizationId organization, boolean onlyRevoked, int offset, int limit) {
        return new Page<>(
                issued.delivered(organization, onlyRevoked, offset, limit),
                offset,
                limit,
                issued.countDelivered(organization, onlyRevoked));
    }

    /** An issued credential of an organization by its own id; another's does not exist. */
    public IssuedCredential credential(OrganizationId organization, String credentialId) {
        return uuid(credentialId)
                .flatMap(id -> issued.find(organization, id))
                .filter(c -> c.state() == IssuedCredential.State.DELIVERED)
                .orElseThrow(Problem::notFound);
    }

    /** A published status list, by the id in its address. */
    public Optional<PublishedStatusList> statusList(UUID id) {
        return statusLists.published(id);
    }

    private void beginAfterCommit(BatchId batch) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    worker.begin(batch);
                }
            });
        } else {
            worker.begin(batch);
        }
    }

    private static Optional<UUID> uuid(String credentialId) {
        try {
            return credentialId.startsWith("urn:uuid:")
                    ? Optional.of(UUID.fromString(credentialId.substring("urn:uuid:".length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
