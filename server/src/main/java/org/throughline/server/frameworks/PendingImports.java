package org.throughline.server.frameworks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.caseformat.exchange.ColumnMapping;
import org.throughline.caseformat.exchange.ColumnRole;
import org.throughline.caseformat.exchange.SheetRequest.Unmentioned;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** Packages that somebody looks over before they come in, and large ones that come in by themselves; forgotten after a day. */
@Component
public class PendingImports {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration CLAIMED_FOR = Duration.ofMinutes(10);
    private static final String COLUMNS =
            "id, owner, by_person, source, kind, publish, target, mapping, unmentioned, state, step, framework, outcome, created_at";

    /** How far one has come. */
    public enum State {
        LOOKED_AT,
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * A package that waits for a word.
     *
     * @param by who brought it; nobody else may look at it or let it in
     * @param how how it is to be read
     * @param step what is done with it now, in words; null while nobody does anything
     * @param framework what came of it; null before
     * @param outcome the same in a sentence, or why nothing came of it
     */
    public record PendingImport(
            UUID id,
            OrganizationId owner,
            PersonId by,
            String source,
            FrameworkKind kind,
            boolean publish,
            IncomingForm how,
            State state,
            @Nullable String step,
            @Nullable FrameworkId framework,
            @Nullable String outcome) {}

    private final JdbcClient sql;
    private final Clock clock;

    PendingImports(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Keeps a package, and forgets those that waited too long. */
    public UUID keep(
            OrganizationId owner, PersonId by, String source, FrameworkKind kind, boolean publish, byte[] pkg) {
        return keep(owner, by, source, kind, publish, null, pkg);
    }

    /** @param target the framework that it updates; null where the file says it itself */
    public UUID keep(
            OrganizationId owner,
            PersonId by,
            String source,
            FrameworkKind kind,
            boolean publish,
            @Nullable FrameworkId target,
            byte[] pkg) {
        Reach.asHouse(
                "what anybody left lying is forgotten after a day",
                () -> sql.sql("delete from frameworks.pending_imports where created_at < ?")
                        .param(now().minus(KEPT))
                        .update());
        UUID id = UUID.randomUUID();
        sql.sql("""
            insert into frameworks.pending_imports (id, owner, by_person, source, kind, publish, target, package, created_at)
            values (:id, :owner, :by, :source, :kind, :publish, :target, :package, :now)
            """)
                .param("id", id)
                .param("owner", owner.value())
                .param("by", by.value())
                .param("source", source)
                .param("kind", kind.name())
                .param("publish", publish)
                .param("target", target == null ? null : target.value())
                .param("package", pkg)
                .param("now", now())
                .update();
        return id;
    }

    public Optional<PendingImport> find(UUID id) {
        return sql.sql("select " + COLUMNS + " from frameworks.pending_imports where id = ?")
                .param(id)
                .query(PendingImports::pending)
                .optional();
    }

    /** The package's bytes as they came. */
    public byte[] bytes(PendingImport pending) {
        return sql.sql("select package from frameworks.pending_imports where id = ?")
                .param(pending.id())
                .query(byte[].class)
                .single();
    }

    /** Keeps what somebody says of the columns of a table, and of what it does not mention. */
    public void say(UUID id, ColumnMapping mapping, Unmentioned unmentioned) {
        sql.sql(
                        "update frameworks.pending_imports set mapping = ?, unmentioned = ? where id = ? and state = 'LOOKED_AT'")
                .params(written(mapping), unmentioned.name(), id)
                .update();
    }

    public void forget(UUID id) {
        sql.sql("delete from frameworks.pending_imports where id = ?").param(id).update();
    }

    /** Lets a large one in by itself. */
    void queue(UUID id) {
        sql.sql("""
            update frameworks.pending_imports set state = 'QUEUED', step = 'waits for its turn', outcome = null
             where id = ? and state in ('LOOKED_AT', 'FAILED')
            """).param(id).update();
    }

    /** Takes the next one that waits, or that a server left in the middle; of two servers one gets it. */
    @Transactional
    public Optional<PendingImport> claim() {
        return sql.sql("""
            update frameworks.pending_imports set state = 'RUNNING', claimed_at = :now
             where id = (select id from frameworks.pending_imports
                where state = 'QUEUED' or state = 'RUNNING' and claimed_at < :left
                order by created_at limit 1 for update skip locked)
            returning %s
            """.formatted(COLUMNS))
                .param("now", now())
                .param("left", now().minus(CLAIMED_FOR))
                .query(PendingImports::pending)
                .optional();
    }

    /** Says what is done now, seen at once by whoever looks. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void step(UUID id, String step) {
        sql.sql("update frameworks.pending_imports set step = ?, claimed_at = ? where id = ?")
                .params(step, now(), id)
                .update();
    }

    /** Says what came of it; part of the import's own transaction where something did. */
    @Transactional
    public void ended(UUID id, @Nullable FrameworkId framework, String outcome) {
        sql.sql("""
            update frameworks.pending_imports set state = :state, step = null, framework = :framework, outcome = :outcome
             where id = :id
            """)
                .param("state", framework == null ? State.FAILED.name() : State.DONE.name())
                .param("framework", framework == null ? null : framework.value())
                .param("outcome", outcome)
                .param("id", id)
                .update();
    }

    private static PendingImport pending(ResultSet row, int number) throws SQLException {
        UUID target = row.getObject("target", UUID.class);
        UUID framework = row.getObject("framework", UUID.class);
        Instant brought = row.getTimestamp("created_at").toInstant();
        String mapping = row.getString("mapping");
        return new PendingImport(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("owner", UUID.class)),
                new PersonId(row.getObject("by_person", UUID.class)),
                row.getString("source"),
                FrameworkKind.valueOf(row.getString("kind")),
                row.getBoolean("publish"),
                new IncomingForm(
                        row.getString("source"),
                        Instant.ofEpochSecond(brought.getEpochSecond()),
                        target == null ? null : new FrameworkId(target),
                        mapping == null ? null : read(mapping),
                        Unmentioned.valueOf(row.getString("unmentioned"))),
                State.valueOf(row.getString("state")),
                row.getString("step"),
                framework == null ? null : new FrameworkId(framework),
                row.getString("outcome"));
    }

    /** The line of the headings, the roles by column, and last the sheet's name, which may be anything. */
    private static String written(ColumnMapping mapping) {
        StringBuilder text = new StringBuilder().append(mapping.headingLine()).append('\n');
        mapping.roles()
                .forEach((column, role) ->
                        text.append(column).append('=').append(role).append(' '));
        return text.append('\n')
                .append(mapping.sheet() == null ? "" : mapping.sheet())
                .toString();
    }

    private static ColumnMapping read(String text) {
        String[] lines = text.split("\n", 3);
        Map<Integer, ColumnRole> roles = new TreeMap<>();
        for (String role : lines[1].split(" ")) {
            if (!role.isBlank()) {
                String[] parts = role.split("=", 2);
                roles.put(Integer.valueOf(parts[0]), ColumnRole.valueOf(parts[1]));
            }
        }
        return new ColumnMapping(lines[2].isEmpty() ? null : lines[2], Integer.parseInt(lines[0]), roles);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
