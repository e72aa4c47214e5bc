package org.throughline.server.alignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PersonId;

/** The engine's runs: which wait, which is worked on, how far it is, and how each ended. */
@Component
final class SuggestionRuns {
    /** A run whose server said nothing for so long is taken up by another. */
    private static final Duration SILENT_FOR = Duration.ofSeconds(30);

    private static final String COLUMNS = """
            id, crosswalk, place, state, asked_at, asked_by, up_to, attempts, done, coalesce(done_before, 0) as done_before, in_all, step, model_version, started_at, ended_at,
            learned is not null as has_learned,
            (learned ->> 'own')::int as own, (learned ->> 'partnership')::int as partnership,
            (learned ->> 'elsewhere')::int as elsewhere, (learned ->> 'accepted')::int as accepted,
            (learned ->> 'trust')::double precision as trust, (learned ->> 'tried')::int as tried,
            (learned ->> 'firstWithout')::int as first_without, (learned ->> 'firstWith')::int as first_with,
            (learned ->> 'tenWithout')::int as ten_without, (learned ->> 'tenWith')::int as ten_with,
            (learned ->> 'relations')::int as relations""";

    private final JdbcClient sql;
    private final Clock clock;

    SuggestionRuns(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Somebody else works on the run by now; what was written here comes to nothing. */
    static final class TakenUpElsewhere extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Puts a run to the others that wait; empty when the crosswalk has one that waits or is worked on. */
    Optional<UUID> queue(CrosswalkId crosswalk, @Nullable PersonId by) {
        return sql.sql("""
            insert into alignment.runs (id, crosswalk, place, state, asked_at, asked_by, up_to, step)
            select :id, :crosswalk, coalesce((select max(place) from alignment.runs where crosswalk = :crosswalk), 0) + 1, 'WAITING',
                   :now, :by, coalesce((select max(number) from alignment.decisions), 0), 'It waits for its turn.'
            on conflict do nothing returning id
            """)
                .param("id", UUID.randomUUID())
                .param("crosswalk", crosswalk.value())
                .param("now", now())
                .param("by", by == null ? null : by.value())
                .query(UUID.class)
                .optional();
    }

    /** Begins the run that waits longest, or takes up one whose server died. */
    Optional<SuggestionRun> claim() {
        return sql.sql("""
            update alignment.runs set state = 'RUNNING', lives_at = :now, attempts = attempts + 1
             where id = (select id from alignment.runs
                where state = 'WAITING' or state = 'RUNNING' and lives_at < :silent
                order by asked_at limit 1 for update skip locked)
            returning %s
            """.formatted(COLUMNS))
                .param("now", now())
                .param("silent", now().minus(SILENT_FOR))
                .query(SuggestionRuns::run)
                .optional();
    }

    /** Begins a run that nobody else is to take, within the transaction that queued it. */
    SuggestionRun begin(UUID id) {
        return sql.sql("""
            update alignment.runs set state = 'RUNNING', lives_at = :now, attempts = 1 where id = :id returning %s
            """.formatted(COLUMNS))
                .param("now", now())
                .param("id", id)
                .query(SuggestionRuns::run)
                .single();
    }

    /**
     * Says over what the run is computed.
     *
     * @return how many questions were answered before over exactly this; 0 where it has to begin anew
     */
    int over(SuggestionRun run, String digest, int inAll) {
        boolean same = sql.sql("select over is not distinct from ? from alignment.runs where id = ?")
                .params(digest, run.id())
                .query(Boolean.class)
                .single();
        if (!same) {
            sql.sql("delete from alignment.suggestions where run = ?")
                    .param(run.id())
                    .update();
        }
        return sql.sql("""
            update alignment.runs set over = :digest, in_all = :inAll, done = case when :same then done else 0 end,
                   done_before = case when :same then done else 0 end, lives_at = :now
             where id = :id and state = 'RUNNING' and attempts = :attempts
            returning done
            """)
                .param("digest", digest)
                .param("inAll", inAll)
                .param("same", same)
                .param("now", now())
                .param("id", run.id())
                .param("attempts", run.attempts())
                .query(Integer.class)
                .optional()
                .orElseThrow(TakenUpElsewhere::new);
    }

    /** Says what is done now. */
    void step(SuggestionRun run, String sentence) {
        demandOurs(
                sql.sql("""
            update alignment.runs set step = ?, lives_at = ? where id = ? and state = 'RUNNING' and attempts = ?
            """).params(sentence, now(), run.id(), run.attempts()).update());
    }

    /** Says what was learned, and by which engine. */
    void learned(SuggestionRun run, String modelVersion, SuggestionRun.Lesson lesson) {
        demandOurs(sql.sql("""
            update alignment.runs set model_version = :model, started_at = :now, lives_at = :now, learned = jsonb_build_object(
                'own', :own, 'partnership', :partnership, 'elsewhere', :elsewhere, 'accepted', :accepted, 'trust', :trust,
                'tried', :tried, 'firstWithout', :firstWithout, 'firstWith', :firstWith, 'tenWithout', :tenWithout,
                'tenWith', :tenWith, 'relations', :relations)
             where id = :id and state = 'RUNNING' and attempts = :attempts
            """)
                .param("model", modelVersion)
                .param("now", now())
                .param("own", lesson.own())
                .param("partnership", lesson.partnership())
                .param("elsewhere", lesson.elsewhere())
                .param("accepted", lesson.accepted())
                .param("trust", lesson.trust())
                .param("tried", lesson.tried())
                .param("firstWithout", lesson.firstWithout())
                .param("firstWith", lesson.firstWith())
                .param("tenWithout", lesson.tenWithout())
                .param("tenWith", lesson.tenWith())
                .param("relations", lesson.relations())
                .param("id", run.id())
                .param("attempts", run.attempts())
                .update());
    }

    /** Says how many questions are answered; to be called in the transaction that writes the answers. */
    void answered(SuggestionRun run, int done, String sentence) {
        demandOurs(sql.sql("""
            update alignment.runs set done = ?, step = ?, lives_at = ? where id = ? and state = 'RUNNING' and attempts = ?
            """)
                .params(done, sentence, now(), run.id(), run.attempts())
                .update());
    }

    /** Says that whoever works on it lives. */
    void lives(SuggestionRun run) {
        sql.sql("update alignment.runs set lives_at = ? where id = ? and state = 'RUNNING' and attempts = ?")
                .params(now(), run.id(), run.attempts())
                .update();
    }

    /** Lets another begin where this server stopped; it does not count as an attempt. */
    void putBack(SuggestionRun run) {
        sql.sql("""
            update alignment.runs set state = 'WAITING', step = 'It waits for its turn.', attempts = attempts - 1
             where id = ? and state = 'RUNNING' and attempts = ?
            """).params(run.id(), run.attempts()).update();
    }

    void ended(SuggestionRun run, SuggestionRun.State how, @Nullable String sentence) {
        demandOurs(sql.sql("""
            update alignment.runs set state = :state, step = :step, ended_at = :now
             where id = :id and state = 'RUNNING' and attempts = :attempts
            """)
                .param("state", how.name())
                .param("step", sentence)
                .param("now", now())
                .param("id", run.id())
                .param("attempts", run.attempts())
                .update());
    }

    /** Shows a run's suggestions in the place of those before. */
    void show(SuggestionRun run) {
        sql.sql("""
            update alignment.crosswalks c set run = r.id, model_version = coalesce(r.model_version, c.model_version)
              from alignment.runs r where r.id = ? and c.id = r.crosswalk
            """).param(run.id()).update();
    }

    /** All runs of a crosswalk, the latest first. */
    List<SuggestionRun> of(CrosswalkId crosswalk) {
        return sql.sql("select " + COLUMNS + " from alignment.runs where crosswalk = ? order by place desc")
                .param(crosswalk.value())
                .query(SuggestionRuns::run)
                .list();
    }

    Optional<SuggestionRun> latest(CrosswalkId crosswalk) {
        return sql.sql("select " + COLUMNS + " from alignment.runs where crosswalk = ? order by place desc limit 1")
                .param(crosswalk.value())
                .query(SuggestionRuns::run)
                .optional();
    }

    /** How much was decided in a crosswalk. */
    record Decided(int pairs, int accepted, int sinceLatestRun) {}

    Decided decided(CrosswalkId crosswalk) {
        return sql.sql("""
            select count(*)::int as pairs, (count(*) filter (where accepted))::int as accepted,
                   (count(*) filter (where decision > coalesce(
                        (select max(up_to) from alignment.runs r where r.crosswalk = p.crosswalk), 0)))::int as since
              from alignment.pairs p where p.crosswalk = ? group by p.crosswalk
            """)
                .param(crosswalk.value())
                .query((row, _) -> new Decided(row.getInt("pairs"), row.getInt("accepted"), row.getInt("since")))
                .optional()
                .orElse(new Decided(0, 0, 0));
    }

    private static void demandOurs(int rows) {
        if (rows == 0) {
            throw new TakenUpElsewhere();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static SuggestionRun run(ResultSet row, int number) throws SQLException {
        UUID by = row.getObject("asked_by", UUID.class);
        return new SuggestionRun(
                row.getObject("id", UUID.class),
                new CrosswalkId(row.getObject("crosswalk", UUID.class)),
                row.getInt("place"),
                SuggestionRun.State.valueOf(row.getString("state")),
                row.getTimestamp("asked_at").toInstant(),
                by == null ? null : new PersonId(by),
                row.getLong("up_to"),
                row.getInt("attempts"),
                row.getInt("done"),
                row.getInt("done_before"),
                row.getInt("in_all"),
                row.getString("step"),
                row.getString("model_version"),
                row.getBoolean("has_learned") ? lesson(row) : null,
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("ended_at")));
    }

    private static SuggestionRun.Lesson lesson(ResultSet row) throws SQLException {
        return new SuggestionRun.Lesson(
                row.getInt("own"),
                row.getInt("partnership"),
                row.getInt("elsewhere"),
                row.getInt("accepted"),
                row.getDouble("trust"),
                row.getInt("tried"),
                row.getInt("first_without"),
                row.getInt("first_with"),
                row.getInt("ten_without"),
                row.getInt("ten_with"),
                row.getInt("relations"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
