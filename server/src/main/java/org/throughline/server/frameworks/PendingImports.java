package org.throughline.server.frameworks;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** Packages that somebody looks over before they come in; forgotten after a day. */
@Component
public final class PendingImports {
    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * A package that waits for a word.
     *
     * @param by who brought it; nobody else may look at it or let it in
     */
    public record PendingImport(
            UUID id, OrganizationId owner, PersonId by, String source, FrameworkKind kind, boolean publish) {}

    private final JdbcClient sql;
    private final Clock clock;

    PendingImports(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Keeps a package, and forgets those that waited too long. */
    public UUID keep(
            OrganizationId owner, PersonId by, String source, FrameworkKind kind, boolean publish, byte[] pkg) {
        Reach.asHouse(
                "what anybody left lying is forgotten after a day",
                () -> sql.sql("delete from frameworks.pending_imports where created_at < ?")
                        .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                        .update());
        UUID id = UUID.randomUUID();
        sql.sql("""
            insert into frameworks.pending_imports (id, owner, by_person, source, kind, publish, package, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
                .params(
                        id,
                        owner.value(),
                        by.value(),
                        source,
                        kind.name(),
                        publish,
                        pkg,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    public Optional<PendingImport> find(UUID id) {
        return sql.sql("select id, owner, by_person, source, kind, publish from frameworks.pending_imports where id ="
                        + " ?")
                .param(id)
                .query((row, _) -> new PendingImport(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("owner", UUID.class)),
                        new PersonId(row.getObject("by_person", UUID.class)),
                        row.getString("source"),
                        FrameworkKind.valueOf(row.getString("kind")),
                        row.getBoolean("publish")))
                .optional();
    }

    /** The package's bytes as they came. */
    public byte[] bytes(PendingImport pending) {
        return sql.sql("select package from frameworks.pending_imports where id = ?")
                .param(pending.id())
                .query(byte[].class)
                .single();
    }

    public void forget(UUID id) {
        sql.sql("delete from frameworks.pending_imports where id = ?").param(id).update();
    }
}
