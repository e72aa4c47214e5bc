package org.throughline.server.alignment;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * How long deciding took, by the times of the decisions themselves: the gaps between one act of a person and their next in the same
 * crosswalk, a bulk being one act. A gap of more than {@link #LONGEST_GAP} is a pause and not counted, one of less than half a second is no
 * person's.
 */
@Component
public final class WorkingTimes {
    /** What is longer than this is a pause. */
    public static final Duration LONGEST_GAP = Duration.ofMinutes(5);

    /** With fewer gaps than this nothing is said about how long the rest takes. */
    public static final int ENOUGH_GAPS = 20;

    private static final double SHORTEST_SECONDS = 0.5;

    /** What is said of a share of the work: who did it is told by a person's id, and only to those who may know it. */
    public record Share(OrganizationId organization, PersonId person, int decisions, int acts, Duration worked) {}

    /**
     * How fast a crosswalk's people decide.
     *
     * @param median the median of the gaps
     * @param gaps how many there were
     * @param decided how many requirements have a decision
     * @param acts how many acts it took
     */
    public record Pace(Duration median, int gaps, int decided, int acts) {
        /** How long so many more requirements take at this pace; empty while there are too few gaps to say. */
        public Optional<Duration> remaining(int requirements) {
            if (gaps < ENOUGH_GAPS || decided == 0) {
                return Optional.empty();
            }
            double acts = (double) this.acts / decided * requirements;
            return Optional.of(Duration.ofMillis(Math.round(acts * median.toMillis())));
        }
    }

    private static final String GAPS = """
            with acts as (
                select d.decided_by, coalesce(d.organization, c.owner) as organization, coalesce(d.act::text, d.number::text) as act,
                       min(d.decided_at) as at, count(*) as decisions
                  from alignment.decisions d join alignment.crosswalks c on c.id = d.crosswalk
                 where d.crosswalk = :crosswalk
                 group by 1, 2, 3),
            gaps as (
                select *, extract(epoch from at - lag(at) over (partition by decided_by order by at, act)) as gap from acts)
            """;

    private final JdbcClient sql;

    WorkingTimes(JdbcClient sql) {
        this.sql = sql;
    }

    /** The shares of everybody, those who decided most first. */
    public List<Share> of(CrosswalkId crosswalk) {
        return sql.sql(GAPS + """
                select organization, decided_by, sum(decisions) as decisions, count(*) as acts,
                       coalesce(sum(gap) filter (where gap between :shortest and :longest), 0) as seconds
                  from gaps group by organization, decided_by order by sum(decisions) desc, decided_by
                """)
                .params(Map.of(
                        "crosswalk",
                        crosswalk.value(),
                        "shortest",
                        SHORTEST_SECONDS,
                        "longest",
                        LONGEST_GAP.toSeconds()))
                .query((row, _) -> new Share(
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        new PersonId(row.getObject("decided_by", UUID.class)),
                        row.getInt("decisions"),
                        row.getInt("acts"),
                        Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000))))
                .list();
    }

    /** How fast this crosswalk is decided. */
    public Pace pace(CrosswalkId crosswalk) {
        return sql.sql(GAPS + """
                select count(*) filter (where gap between :shortest and :longest) as gaps,
                       coalesce(percentile_cont(0.5) within group (order by gap) filter (where gap between :shortest and :longest), 0) as median,
                       count(*) as acts,
                       (select count(distinct requirement) from alignment.decisions where crosswalk = :crosswalk) as decided
                  from gaps
                """)
                .params(Map.of(
                        "crosswalk",
                        crosswalk.value(),
                        "shortest",
                        SHORTEST_SECONDS,
                        "longest",
                        LONGEST_GAP.toSeconds()))
                .query((row, _) -> new Pace(
                        Duration.ofMillis(Math.round(row.getDouble("median") * 1000)),
                        row.getInt("gaps"),
                        row.getInt("decided"),
                        row.getInt("acts")))
                .single();
    }

    /** All that was worked, of these shares. */
    public static Duration together(Collection<Share> shares) {
        return shares.stream().map(Share::worked).reduce(Duration.ZERO, Duration::plus);
    }
}
