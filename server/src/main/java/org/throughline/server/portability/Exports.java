package org.throughline.server.portability;

import java.io.InputStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Exports that were asked for: they wait, are written by one server, can be fetched for a week. */
@Component
public class Exports {
    private static final int KEPT_DAYS = 7;
    private static final String COLUMNS = "id, organization, state, step, done, steps, bytes, asked_at";

    private final JdbcClient jdbc;
    private final OrganizationExport writer;
    private final FilePieces pieces;
    private final AuditLog audit;
    private final Clock clock;

    Exports(JdbcClient jdbc, OrganizationExport writer, FilePieces pieces, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.writer = writer;
        this.pieces = pieces;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param state {@code WAITING}, {@code RUNNING}, {@code READY} or {@code FAILED}
     * @param step what is written now
     */
    public record Export(
            UUID id,
            OrganizationId organization,
            String state,
            String step,
            int done,
            int steps,
            long bytes,
            Instant askedAt) {}

    /** Asks for one; while one is under way another is a {@code Problem CONFLICT}. */
    @Transactional
    public UUID ask(OrganizationId organization, PersonId by) {
        if (of(organization).stream()
                .anyMatch(e -> e.state().equals("WAITING") || e.state().equals("RUNNING"))) {
            throw new Problem(ProblemType.CONFLICT, "An export is under way already.");
        }
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO portability.export (id, organization, state, step, steps, asked_by, asked_at)
                VALUES (:id, :organization, 'WAITING', 'waits for its turn', :steps, :by, :now)
                """)
                .param("id", id)
                .param("organization", organization.value())
                .param("steps", writer.steps())
                .param("by", by.value())
                .param("now", OffsetDateTime.now(clock))
                .update();
        audit.record(new AuditEntry(
                "organization.exported", by.toString(), organization.toString(), organization.toString(), Map.of()));
        return id;
    }

    @Transactional(readOnly = true)
    public List<Export> of(OrganizationId organization) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM portability.export WHERE organization = :organization ORDER BY asked_at DESC LIMIT 10")
                .param("organization", organization.value())
                .query(Exports::read)
                .list();
    }

    /** The archive of one that is ready, to be read once; anything else is a {@code Problem NOT_FOUND}. */
    @Transactional(readOnly = true)
    public InputStream file(OrganizationId organization, UUID id) {
        return of(organization).stream()
                .filter(e -> e.id().equals(id) && e.state().equals("READY"))
                .findFirst()
                .map(e -> pieces.open(FilePieces.Of.EXPORT, id))
                .orElseThrow(Problem::notFound);
    }

    /** Takes one that waits, or that a server left behind; of two servers one gets it. */
    @Transactional
    Optional<Export> claim() {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return jdbc.sql("""
                UPDATE portability.export SET state = 'RUNNING', claimed_at = :now, done = 0
                WHERE id = (SELECT id FROM portability.export
                    WHERE state = 'WAITING' OR (state = 'RUNNING' AND claimed_at < :now - interval '10 minutes')
                    ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING %s
                """.formatted(COLUMNS))
                .param("now", now)
                .query(Exports::read)
                .optional();
    }

    @Transactional(
            propagation =
                    Propagation.REQUIRES_NEW) // the export itself is written in a transaction that sees one moment
    void step(UUID id, String step) {
        jdbc.sql(
                        "UPDATE portability.export SET step = :step, done = least(done + 1, steps), claimed_at = :now WHERE id = :id")
                .param("step", step)
                .param("now", OffsetDateTime.now(clock))
                .param("id", id)
                .update();
    }

    @Transactional
    void ready(UUID id, Path file) {
        jdbc.sql("DELETE FROM portability.export_piece WHERE export = ?")
                .param(id)
                .update();
        pieces.keep(FilePieces.Of.EXPORT, id, file);
        jdbc.sql("""
                UPDATE portability.export SET state = 'READY', step = 'ready', done = steps, bytes = :bytes, ended_at = :now
                WHERE id = :id
                """)
                .param("bytes", file.toFile().length())
                .param("now", OffsetDateTime.now(clock))
                .param("id", id)
                .update();
    }

    @Transactional
    void failed(UUID id) {
        jdbc.sql("UPDATE portability.export SET state = 'FAILED', step = 'failed', ended_at = :now WHERE id = :id")
                .param("now", OffsetDateTime.now(clock))
                .param("id", id)
                .update();
    }

    @Transactional
    int forgetOld() {
        return jdbc.sql("DELETE FROM portability.export WHERE asked_at < :before")
                .param("before", OffsetDateTime.now(clock).minusDays(KEPT_DAYS))
                .update();
    }

    private static Export read(ResultSet row, int number) throws SQLException {
        return new Export(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getString("state"),
                row.getString("step"),
                row.getInt("done"),
                row.getInt("steps"),
                row.getLong("bytes"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant());
    }
}
