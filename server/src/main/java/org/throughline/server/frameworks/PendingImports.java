package org.throughline.server.frameworks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
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
    /** Whoever works on one says so every few seconds; whoever said nothing for so long is dead. */
    private static final Duration SILENT_FOR = Duration.ofSeconds(30);

    private static final String COLUMNS =
            "id, owner, by_person, source, kind, publish, target, mapping, unmentioned, state, step, framework, outcome, created_at, part,"
                    + " part_title, attempts, written, in_all, coalesce(bytes, octet_length(package)) as bytes, bytes is not null as packed";

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
     * @param title what it is called where its file holds several frameworks; else null
     * @param how how it is to be read
     * @param step what is done with it now, in a sentence; null while nobody does anything
     * @param share how much of the writing is done; null while that is not known
     * @param attempts how often it was begun; the number of the attempt that runs
     * @param bytes how long the file is
     * @param packed whether it is kept in gzip
     * @param framework what came of it; null before
     * @param outcome the same in a sentence, or why nothing came of it
     */
    public record PendingImport(
            UUID id,
            OrganizationId owner,
            PersonId by,
            String source,
            @Nullable String title,
            FrameworkKind kind,
            boolean publish,
            IncomingForm how,
            State state,
            @Nullable String step,
            @Nullable Share share,
            int attempts,
            long bytes,
            boolean packed,
            @Nullable FrameworkId framework,
            @Nullable String outcome) {
        /** For people: the file, or the framework and its file. */
        public String shown() {
            return title == null ? source : "%s, of %s".formatted(title, source);
        }
    }

    /** Rows that are written, of how many. */
    public record Share(int written, int inAll) {}

    /** That another server took an import up, because this one said nothing for too long. Nothing of ours may come to stand. */
    static final class TakenUpElsewhere extends RuntimeException {
        TakenUpElsewhere() {
            super("the import was taken up elsewhere");
        }
    }

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
                () -> sql.sql(
                                "delete from frameworks.pending_imports where created_at < ? and state not in ('QUEUED', 'RUNNING')")
                        .param(now().minus(KEPT))
                        .update());
        UUID id = UUID.randomUUID();
        sql.sql("""
            insert into frameworks.pending_imports (id, owner, by_person, source, kind, publish, target, package, bytes, created_at)
            values (:id, :owner, :by, :source, :kind, :publish, :target, :package, :bytes, :now)
            """)
                .param("id", id)
                .param("owner", owner.value())
                .param("by", by.value())
                .param("source", source)
                .param("kind", kind.name())
                .param("publish", publish)
                .param("target", target == null ? null : target.value())
                .param("package", packed(pkg))
                .param("bytes", pkg.length)
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
        byte[] kept = sql.sql("select package from frameworks.pending_imports where id = ?")
                .param(pending.id())
                .query(byte[].class)
                .single();
        return pending.packed() ? unpacked(kept, Math.toIntExact(pending.bytes())) : kept;
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed, 1 << 16)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is no device that fails", e);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] packed, int length) {
        byte[] bytes = new byte[length];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
            if (in.readNBytes(bytes, 0, length) < length) {
                throw new EOFException("%d bytes were to come".formatted(length));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("a file that waits is damaged", e);
        }
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

    /**
     * Lets each of these frameworks of a file wait by itself, in the file's place.
     *
     * @param parts those that can be read
     */
    @Transactional
    public void split(UUID id, List<ImportLook.Part> parts) {
        for (ImportLook.Part part : parts) {
            sql.sql("""
                insert into frameworks.pending_imports
                    (id, owner, by_person, source, kind, publish, target, package, bytes, created_at, part, part_title)
                select :new, owner, by_person, source, kind, publish, target, package, bytes, created_at, :part, :title
                  from frameworks.pending_imports where id = :id and state = 'LOOKED_AT'
                """)
                    .param("new", UUID.randomUUID())
                    .param("part", part.number())
                    .param("title", Objects.requireNonNull(part.title()))
                    .param("id", id)
                    .update();
        }
        forget(id);
    }

    /** What somebody brought in the last day for organizations of theirs, the newest first. */
    public List<PendingImport> of(PersonId by) {
        return sql.sql(
                        "select " + COLUMNS
                                + " from frameworks.pending_imports where by_person = ? and created_at >= ? order by created_at desc, part limit 40")
                .params(by.value(), now().minus(KEPT))
                .query(PendingImports::pending)
                .list();
    }

    /** Lets a large one in by itself. */
    void queue(UUID id) {
        sql.sql("""
            update frameworks.pending_imports set state = 'QUEUED', step = 'It waits for its turn.', outcome = null, attempts = 0,
                written = null, in_all = null
             where id = ? and state in ('LOOKED_AT', 'FAILED')
            """).param(id).update();
    }

    /** Takes the next one that waits, or that a server left in the middle; of two servers one gets it. Each taking is an attempt. */
    @Transactional
    public Optional<PendingImport> claim() {
        return sql.sql("""
            update frameworks.pending_imports set state = 'RUNNING', claimed_at = :now, attempts = attempts + 1
             where id = (select id from frameworks.pending_imports
                where state = 'QUEUED' or state = 'RUNNING' and claimed_at < :silent
                order by created_at limit 1 for update skip locked)
            returning %s
            """.formatted(COLUMNS))
                .param("now", now())
                .param("silent", now().minus(SILENT_FOR))
                .query(PendingImports::pending)
                .optional();
    }

    /** Says what is done now, seen at once by whoever looks; {@link TakenUpElsewhere} where it is no longer ours. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void step(PendingImport job, String sentence, @Nullable Share share) {
        int said = sql.sql("""
            update frameworks.pending_imports set step = :step, written = :written, in_all = :inAll, claimed_at = :now
             where id = :id and state = 'RUNNING' and attempts = :attempt
            """)
                .param("step", sentence)
                .param("written", share == null ? null : share.written())
                .param("inAll", share == null ? null : share.inAll())
                .param("now", now())
                .param("id", job.id())
                .param("attempt", job.attempts())
                .update();
        if (said == 0) {
            throw new TakenUpElsewhere();
        }
    }

    /** Says that whoever works on it lives. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void lives(PendingImport job) {
        sql.sql(
                        "update frameworks.pending_imports set claimed_at = ? where id = ? and state = 'RUNNING' and attempts = ?")
                .params(now(), job.id(), job.attempts())
                .update();
    }

    /** Leaves it to whoever comes next, as a server does that stops in good order: the attempt does not count. */
    @Transactional
    public void putBack(PendingImport job) {
        sql.sql("""
            update frameworks.pending_imports set state = 'QUEUED', step = 'It waits for its turn.', attempts = attempts - 1,
                written = null, in_all = null
             where id = ? and state = 'RUNNING' and attempts = ?
            """).params(job.id(), job.attempts()).update();
    }

    /**
     * Says what came of it; part of the import's own transaction where something did. {@link TakenUpElsewhere} where it is no longer ours, so
     * that this transaction comes to nothing.
     */
    @Transactional
    public void ended(PendingImport job, @Nullable FrameworkId framework, String outcome) {
        int ended = sql.sql("""
            update frameworks.pending_imports set state = :state, step = null, written = null, in_all = null, framework = :framework,
                outcome = :outcome
             where id = :id and state = 'RUNNING' and attempts = :attempt
            """)
                .param("state", framework == null ? State.FAILED.name() : State.DONE.name())
                .param("framework", framework == null ? null : framework.value())
                .param("outcome", outcome)
                .param("id", job.id())
                .param("attempt", job.attempts())
                .update();
        if (ended == 0) {
            throw new TakenUpElsewhere();
        }
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
                row.getString("part_title"),
                FrameworkKind.valueOf(row.getString("kind")),
                row.getBoolean("publish"),
                new IncomingForm(
                        row.getString("source"),
                        Instant.ofEpochSecond(brought.getEpochSecond()),
                        target == null ? null : new FrameworkId(target),
                        mapping == null ? null : read(mapping),
                        row.getObject("part", Integer.class),
                        Unmentioned.valueOf(row.getString("unmentioned"))),
                State.valueOf(row.getString("state")),
                row.getString("step"),
                row.getObject("written") == null || row.getObject("in_all") == null
                        ? null
                        : new Share(row.getInt("written"), row.getInt("in_all")),
                row.getInt("attempts"),
                row.getLong("bytes"),
                row.getBoolean("packed"),
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
