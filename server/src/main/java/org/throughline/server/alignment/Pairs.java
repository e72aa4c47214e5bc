package org.throughline.server.alignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** Decisions about pairs: the history, which only grows, and where each pair stands now. */
@Component
final class Pairs {
    /**
     * A pair as it stands.
     *
     * @param association the CFAssociation of an accepted pair; null for a rejected one
     * @param relation null for a rejected pair
     */
    record Pair(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            @Nullable UUID association,
            @Nullable Relation relation,
            String reason,
            PersonId decidedBy,
            Instant decidedAt) {}

    /** Which wordings are decided upon, and what the engine had said. */
    record Grounds(
            @Nullable Instant requirementVersion,
            @Nullable Instant outcomeVersion,
            @Nullable Double probability,
            @Nullable String modelVersion) {}

    private static final String STANDING = """
            select p.crosswalk, p.requirement, p.outcome, p.association, p.relation, d.reason, d.decided_by, d.decided_at
              from alignment.pairs p
              join alignment.decisions d on d.number = p.decision
            """;

    private final JdbcClient sql;
    private final Clock clock;

    Pairs(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Writes an acceptance; the association keeps its identifier while its relation stays the same. */
    Pair accept(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            Relation relation,
            String reason,
            PersonId by,
            Grounds grounds) {
        UUID association = find(crosswalk, requirement, outcome)
                .filter(pair -> pair.relation() == relation)
                .map(Pair::association)
                .orElseGet(UUID::randomUUID);
        long number = append(crosswalk, requirement, outcome, Decision.Verdict.ACCEPTED, relation, reason, by, grounds);
        put(crosswalk, requirement, outcome, number, association, relation);
        return find(crosswalk, requirement, outcome).orElseThrow();
    }

    void reject(
            CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, String reason, PersonId by, Grounds grounds) {
        long number = append(crosswalk, requirement, outcome, Decision.Verdict.REJECTED, null, reason, by, grounds);
        put(crosswalk, requirement, outcome, number, null, null);
    }

    /** Opens the pair again; false when there was nothing to take back. */
    boolean reopen(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, PersonId by, Grounds grounds) {
        int gone = sql.sql("delete from alignment.pairs where crosswalk = ? and requirement = ? and outcome = ?")
                .params(crosswalk.value(), requirement.value(), outcome.value())
                .update();
        if (gone > 0) {
            append(crosswalk, requirement, outcome, Decision.Verdict.REOPENED, null, "", by, grounds);
        }
        return gone > 0;
    }

    Optional<Pair> find(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        return sql.sql(STANDING + " where p.crosswalk = ? and p.requirement = ? and p.outcome = ?")
                .params(crosswalk.value(), requirement.value(), outcome.value())
                .query(Pairs::pair)
                .optional();
    }

    Optional<Pair> byAssociation(UUID association) {
        return sql.sql(STANDING + " where p.association = ?")
                .param(association)
                .query(Pairs::pair)
                .optional();
    }

    /** Accepted and rejected pairs, in the order of their decisions. */
    List<Pair> of(CrosswalkId crosswalk) {
        return sql.sql(STANDING + " where p.crosswalk = ? order by p.decision")
                .param(crosswalk.value())
                .query(Pairs::pair)
                .list();
    }

    /** Accepted pairs that have one of the items at either end, in all crosswalks, in the order of their decisions. */
    List<Pair> acceptedAt(Collection<ItemUri> items) {
        String[] uris = items.stream().map(ItemUri::value).toArray(String[]::new);
        return sql.sql(STANDING + """
                 where p.accepted and p.requirement = any(:uris)
                union
                """ + STANDING + """
                 where p.accepted and p.outcome = any(:uris)
                 order by decided_at, association
                """)
                .param("uris", uris)
                .query(Pairs::pair)
                .list();
    }

    /** Those of {@link #acceptedAt} that stand in published crosswalks: what counts for everybody. */
    List<Pair> publishedAt(Collection<ItemUri> items) {
        String open = STANDING + " join alignment.crosswalks c on c.id = p.crosswalk and c.published";
        return sql.sql(open + """
                 where p.accepted and p.requirement = any(:uris)
                union
                """ + open + """
                 where p.accepted and p.outcome = any(:uris)
                 order by decided_at, association
                """)
                .param("uris", items.stream().map(ItemUri::value).toArray(String[]::new))
                .query(Pairs::pair)
                .list();
    }

    /** How many requirements of each crosswalk these people have decided something about. */
    Map<CrosswalkId, Integer> decidedBy(Collection<PersonId> people) {
        Map<CrosswalkId, Integer> counts = new HashMap<>();
        sql.sql("""
                select crosswalk, count(distinct requirement) as requirements from alignment.decisions
                 where decided_by = any(:people) group by crosswalk
                """)
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((row, _) ->
                        counts.put(new CrosswalkId(row.getObject("crosswalk", UUID.class)), row.getInt("requirements")))
                .list();
        return counts;
    }

    /** The pairs with more than one verdict in their history, the latest dispute first. */
    List<Crosswalks.Disputed> disputed(CrosswalkId crosswalk) {
        return sql.sql("""
                select requirement, outcome from alignment.decisions where crosswalk = ?
                 group by requirement, outcome having count(distinct (verdict, relation)) > 1
                 order by max(number) desc
                """)
                .param(crosswalk.value())
                .query((row, _) -> new Crosswalks.Disputed(
                        new ItemUri(row.getString("requirement")), new ItemUri(row.getString("outcome"))))
                .list();
    }

    /** A decision as it is stored: with the person's id where the door gives the name. */
    record Entry(
            long number,
            ItemUri requirement,
            ItemUri outcome,
            Decision.Verdict verdict,
            @Nullable Relation relation,
            String reason,
            PersonId by,
            Instant decidedAt,
            @Nullable Instant requirementVersion,
            @Nullable Instant outcomeVersion) {
        Decision decision(String decidedBy) {
            return new Decision(
                    number,
                    requirement,
                    outcome,
                    verdict,
                    relation,
                    reason,
                    decidedBy,
                    decidedAt,
                    requirementVersion,
                    outcomeVersion);
        }
    }

    /** All decisions about a pair, the newest first. */
    List<Entry> history(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        return sql.sql("""
                select number, requirement, outcome, verdict, relation, reason, decided_by, decided_at,
                       requirement_version, outcome_version
                  from alignment.decisions
                 where crosswalk = ? and requirement = ? and outcome = ?
                 order by number desc
                """)
                .params(crosswalk.value(), requirement.value(), outcome.value())
                .query(Pairs::entry)
                .list();
    }

    private long append(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            Decision.Verdict verdict,
            @Nullable Relation relation,
            String reason,
            PersonId by,
            Grounds grounds) {
        return sql.sql("""
                insert into alignment.decisions (crosswalk, requirement, outcome, verdict, relation, reason, decided_by,
                                                 decided_at, requirement_version, outcome_version, probability, model_version)
                values (:crosswalk, :requirement, :outcome, :verdict, :relation, :reason, :by,
                        :now, :requirementVersion, :outcomeVersion, :probability, :modelVersion)
                returning number
                """)
                .param("crosswalk", crosswalk.value())
                .param("requirement", requirement.value())
                .param("outcome", outcome.value())
                .param("verdict", verdict.name())
                .param("relation", relation == null ? null : relation.name())
                .param("reason", reason)
                .param("by", by.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("requirementVersion", utc(grounds.requirementVersion()))
                .param("outcomeVersion", utc(grounds.outcomeVersion()))
                .param("probability", grounds.probability())
                .param("modelVersion", grounds.modelVersion())
                .query(Long.class)
                .single();
    }

    private void put(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            long decision,
            @Nullable UUID association,
            @Nullable Relation relation) {
        sql.sql("""
                insert into alignment.pairs (crosswalk, requirement, outcome, decision, accepted, association, relation)
                values (:crosswalk, :requirement, :outcome, :decision, :accepted, :association, :relation)
                on conflict (crosswalk, requirement, outcome) do update
                   set decision = excluded.decision, accepted = excluded.accepted,
                       association = excluded.association, relation = excluded.relation
                """)
                .param("crosswalk", crosswalk.value())
                .param("requirement", requirement.value())
                .param("outcome", outcome.value())
                .param("decision", decision)
                .param("accepted", association != null)
                .param("association", association)
                .param("relation", relation == null ? null : relation.name())
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Pair pair(ResultSet row, int number) throws SQLException {
        String relation = row.getString("relation");
        return new Pair(
                new CrosswalkId(row.getObject("crosswalk", UUID.class)),
                new ItemUri(row.getString("requirement")),
                new ItemUri(row.getString("outcome")),
                row.getObject("association", UUID.class),
                relation == null ? null : Relation.valueOf(relation),
                row.getString("reason"),
                new PersonId(row.getObject("decided_by", UUID.class)),
                row.getTimestamp("decided_at").toInstant());
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        String relation = row.getString("relation");
        return new Entry(
                row.getLong("number"),
                new ItemUri(row.getString("requirement")),
                new ItemUri(row.getString("outcome")),
                Decision.Verdict.valueOf(row.getString("verdict")),
                relation == null ? null : Relation.valueOf(relation),
                row.getString("reason"),
                new PersonId(row.getObject("decided_by", UUID.class)),
                row.getTimestamp("decided_at").toInstant(),
                instant(row.getTimestamp("requirement_version")),
                instant(row.getTimestamp("outcome_version")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
