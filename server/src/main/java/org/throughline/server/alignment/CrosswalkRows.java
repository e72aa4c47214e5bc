package org.throughline.server.alignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** The headings of crosswalks. */
@Component
final class CrosswalkRows {
    /** A heading, whether the world may read the crosswalk, and when anything in it changed last. */
    record Row(Crosswalk crosswalk, boolean published, Instant lastChange) {}

    private static final String ROWS =
            "select id, owner, title, requirements, outcomes, published, last_change from alignment.crosswalks";

    /** The engine of a crosswalk on which none has answered yet. */
    private static final String NOT_YET = "";

    private final JdbcClient sql;
    private final Clock clock;

    CrosswalkRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Optional<Row> find(CrosswalkId id) {
        return sql.sql(ROWS + " where id = ?")
                .param(id.value())
                .query(CrosswalkRows::row)
                .optional();
    }

    Optional<Row> find(OrganizationId owner, FrameworkId requirements, FrameworkId outcomes, @Nullable UUID cohort) {
        return sql.sql(ROWS
                        + " where owner = :owner and requirements = :requirements and outcomes = :outcomes"
                        + " and cohort is not distinct from :cohort::uuid")
                .param("owner", owner.value())
                .param("requirements", requirements.value())
                .param("outcomes", outcomes.value())
                .param("cohort", cohort)
                .query(CrosswalkRows::row)
                .optional();
    }

    List<Row> all() {
        return sql.sql(ROWS + " order by lower(title), id")
                .query(CrosswalkRows::row)
                .list();
    }

    /** Inserts a crosswalk; false when the same pair of the same owner and cohort stood already (somebody was faster). */
    boolean insert(Crosswalk crosswalk, @Nullable UUID cohort, PersonId by) {
        return sql.sql("""
                insert into alignment.crosswalks (id, owner, title, requirements, outcomes, cohort, model_version, opened_at, opened_by,
                                                  last_change)
                values (:id, :owner, :title, :requirements, :outcomes, :cohort, :model, :now, :by, :now)
                on conflict do nothing
                """)
                        .param("id", crosswalk.id().value())
                        .param("owner", crosswalk.owner().value())
                        .param("title", crosswalk.title())
                        .param("requirements", crosswalk.requirements().value())
                        .param("outcomes", crosswalk.outcomes().value())
                        .param("cohort", cohort)
                        .param("model", NOT_YET)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("by", by.value())
                        .update()
                > 0;
    }

    /** Locks the crosswalk for one decision and moves its time of last change, which consumers poll. */
    void touch(CrosswalkId id) {
        sql.sql("update alignment.crosswalks set last_change = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id.value())
                .update();
    }

    /** Shows what a run proposes. */
    void shows(CrosswalkId id, UUID run) {
        sql.sql("update alignment.crosswalks set run = ? where id = ?")
                .params(run, id.value())
                .update();
    }

    void publish(CrosswalkId id) {
        sql.sql("update alignment.crosswalks set published = true, last_change = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id.value())
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new Crosswalk(
                        new CrosswalkId(row.getObject("id", UUID.class)),
                        new OrganizationId(row.getObject("owner", UUID.class)),
                        row.getString("title"),
                        new FrameworkId(row.getObject("requirements", UUID.class)),
                        new FrameworkId(row.getObject("outcomes", UUID.class))),
                row.getBoolean("published"),
                row.getTimestamp("last_change").toInstant());
    }
}
