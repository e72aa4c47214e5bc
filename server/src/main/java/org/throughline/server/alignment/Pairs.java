package org.throughline.server.alignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** Decisions about pairs: the history, which only grows, and where each pair stands now. */
@Component
final class Pairs {
    /**
     * A pair as it stands.
     *
     * @param association the CFAssociation of an accepted pair; null for a rejected or disputed one
     * @param relation null for a rejected or disputed pair
     * @param disputed whether organizations say different things of it
     * @param decidedFor for which organization the decision was made that stands
     */
    record Pair(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            @Nullable UUID association,
            @Nullable Relation relation,
            boolean disputed,
            String reason,
            PersonId decidedBy,
            OrganizationId decidedFor,
            Instant decidedAt,
            Grounds grounds) {
        Ends ends() {
            return new Ends(requirement, outcome);
        }
    }

    /** The two ends of a pair. */
    record Ends(ItemUri requirement, ItemUri outcome) {}

    /** Which wordings are decided upon, and what the engine had said. */
    record Grounds(
            @Nullable Instant requirementVersion,
            @Nullable Instant outcomeVersion,
            @Nullable String requirementWording,
            @Nullable String outcomeWording,
            @Nullable Double probability,
            @Nullable String modelVersion) {}

    /**
     * What somebody says of a pair.
     *
     * @param act groups what is done in one go
     * @param undoes the act that is taken back with it
     * @param resolves whether the lead settles a dispute
     */
    record Said(
            Decision.Verdict verdict,
            @Nullable Relation relation,
            String reason,
            Voice voice,
            UUID act,
            @Nullable UUID undoes,
            boolean resolves) {}

    /** What somebody says of one pair. */
    record Line(Ends ends, Said said, Grounds grounds) {}

    /** Decisions from before organizations were kept count as the owner's. */
    private static final String STANDING = """
            select p.crosswalk, p.requirement, p.outcome, p.association, p.relation, p.disputed, d.reason, d.decided_by,
                   coalesce(d.organization, c.owner) as organization, d.decided_at,
                   d.requirement_version, d.outcome_version, d.requirement_wording, d.outcome_wording, d.probability, d.model_version
              from alignment.pairs p
              join alignment.decisions d on d.number = p.decision
              join alignment.crosswalks c on c.id = p.crosswalk
            """;

    private static final String DECISIONS = """
            select d.number, d.requirement, d.outcome, d.verdict, d.relation, d.reason, d.decided_by, d.decided_at,
                   coalesce(d.organization, c.owner) as organization, d.act, d.resolves,
                   d.requirement_version, d.outcome_version, d.requirement_wording, d.outcome_wording
              from alignment.decisions d
              join alignment.crosswalks c on c.id = d.crosswalk
            """;

    private static final int BATCH = 1000;

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final Clock clock;

    Pairs(JdbcClient sql, JdbcTemplate batches, Clock clock) {
        this.sql = sql;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Writes decisions, of a pair one at most, and what the pairs amount to after them: in a few statements, however many there are. An association
     * has one identifier for good: between the same items and of the same type it is the same one, whatever was between.
     */
    void say(CrosswalkId crosswalk, List<Line> lines) {
        append(crosswalk, lines);
        Map<Ends, List<Decision>> histories = new HashMap<>();
        decisions(
                        crosswalk,
                        lines.stream().map(line -> line.ends().requirement()).toList())
                .forEach(decision -> histories
                        .computeIfAbsent(decision.ends(), _ -> new ArrayList<>())
                        .add(decision));
        List<Settled> open = new ArrayList<>();
        List<Settled> standing = new ArrayList<>();
        for (Line line : lines) {
            Settlement settlement = Settlement.of(histories.getOrDefault(line.ends(), List.of()));
            (settlement.decisive() == null ? open : standing).add(new Settled(line.ends(), settlement));
        }
        identify(
                crosswalk,
                standing.stream().filter(one -> one.settlement().accepted()).toList());
        put(crosswalk, standing);
        remove(crosswalk, open);
    }

    /** What a pair amounts to. */
    private record Settled(Ends ends, Settlement settlement) {
        /** What the outcome is to the requirement, where that is accepted. */
        @Nullable
        Relation relation() {
            return settlement.accepted()
                    ? Objects.requireNonNull(settlement.decisive()).relation()
                    : null;
        }
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

    /** The pairs that are decided or disputed, in the order of their decisions. */
    List<Pair> of(CrosswalkId crosswalk) {
        return sql.sql(STANDING + " where p.crosswalk = ? order by p.decision")
                .param(crosswalk.value())
                .query(Pairs::pair)
                .list();
    }

    /** Those of {@link #of} that are accepted. */
    List<Pair> accepted(CrosswalkId crosswalk) {
        return sql.sql(STANDING + " where p.crosswalk = ? and p.accepted order by p.decision")
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
        return sql.sql(STANDING + """
                 where c.published and p.accepted and p.requirement = any(:uris)
                union
                """ + STANDING + """
                 where c.published and p.accepted and p.outcome = any(:uris)
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

    /** The pairs of which organizations say different things, or about which one changed its mind; what is disputed now first, then the latest. */
    List<Crosswalks.Disputed> disputed(CrosswalkId crosswalk) {
        return sql.sql("""
                select d.requirement, d.outcome
                  from alignment.decisions d
                  left join alignment.pairs p on p.crosswalk = d.crosswalk and p.requirement = d.requirement and p.outcome = d.outcome
                 where d.crosswalk = ?
                 group by d.requirement, d.outcome having count(distinct (d.verdict, d.relation)) > 1
                 order by coalesce(bool_or(p.disputed), false) desc, max(d.number) desc
                """)
                .param(crosswalk.value())
                .query((row, _) -> new Crosswalks.Disputed(
                        new ItemUri(row.getString("requirement")), new ItemUri(row.getString("outcome"))))
                .list();
    }

    /** All decisions about a pair, the newest first; without names. */
    List<Decision> history(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        return sql.sql(DECISIONS + """
                 where d.crosswalk = ? and d.requirement = ? and d.outcome = ?
                 order by d.number desc
                """)
                .params(crosswalk.value(), requirement.value(), outcome.value())
                .query(Pairs::decision)
                .list();
    }

    /** The decisions about these requirements that were neither taken back nor took one back, the newest first; without names. */
    List<Decision> kept(CrosswalkId crosswalk, Collection<ItemUri> requirements) {
        return sql.sql(DECISIONS + """
                 where d.crosswalk = :crosswalk and d.requirement = any(:uris) and d.undoes is null
                   and not exists (select from alignment.decisions u
                                    where u.crosswalk = d.crosswalk and u.undoes = d.act
                                      and u.requirement = d.requirement and u.outcome = d.outcome)
                 order by d.number desc
                """)
                .param("crosswalk", crosswalk.value())
                .param("uris", uris(requirements))
                .query(Pairs::decision)
                .list();
    }

    /** All decisions about these requirements, the newest first; without names. */
    List<Decision> decisions(CrosswalkId crosswalk, Collection<ItemUri> requirements) {
        return sql.sql(DECISIONS
                        + " where d.crosswalk = :crosswalk and d.requirement = any(:uris) order by d.number desc")
                .param("crosswalk", crosswalk.value())
                .param("uris", uris(requirements))
                .query(Pairs::decision)
                .list();
    }

    /** The pairs of these requirements that are decided or disputed, in the order of their decisions. */
    List<Pair> of(CrosswalkId crosswalk, Collection<ItemUri> requirements) {
        return sql.sql(STANDING + " where p.crosswalk = :crosswalk and p.requirement = any(:uris) order by p.decision")
                .param("crosswalk", crosswalk.value())
                .param("uris", uris(requirements))
                .query(Pairs::pair)
                .list();
    }

    /**
     * The last act of a person in a crosswalk that still stands: not taken back, no taking back itself, and no word of the same organization
     * about its pairs since. Its decisions, the earliest first; none where there is no such act.
     */
    List<Decision> lastAct(CrosswalkId crosswalk, PersonId by) {
        return sql.sql("""
                select d.act from alignment.decisions d
                 where d.crosswalk = :crosswalk and d.decided_by = :by and d.act is not null and d.undoes is null
                   and d.verdict <> 'REOPENED'
                   and not exists (select from alignment.decisions u where u.crosswalk = d.crosswalk and u.undoes = d.act)
                   and not exists (select from alignment.decisions later
                                    where later.crosswalk = d.crosswalk and later.requirement = d.requirement and later.outcome = d.outcome
                                      and later.number > d.number and later.organization = d.organization and later.undoes is null
                                      and not exists (select from alignment.decisions u
                                                       where u.crosswalk = later.crosswalk and u.undoes = later.act))
                 order by d.number desc limit 1
                """)
                .param("crosswalk", crosswalk.value())
                .param("by", by.value())
                .query(UUID.class)
                .optional()
                .map(act -> sql.sql(DECISIONS + " where d.crosswalk = ? and d.act = ? order by d.number")
                        .params(crosswalk.value(), act)
                        .query(Pairs::decision)
                        .list())
                .orElse(List.of());
    }

    private void append(CrosswalkId crosswalk, List<Line> lines) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        batches.batchUpdate("""
            insert into alignment.decisions (crosswalk, requirement, outcome, verdict, relation, reason, decided_by, decided_at, organization,
                                             act, undoes, resolves, requirement_version, outcome_version, requirement_wording,
                                             outcome_wording, probability, model_version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, lines, BATCH, (statement, line) -> {
            Said said = line.said();
            Grounds grounds = line.grounds();
            statement.setObject(1, crosswalk.value());
            statement.setString(2, line.ends().requirement().value());
            statement.setString(3, line.ends().outcome().value());
            statement.setString(4, said.verdict().name());
            statement.setString(5, name(said.relation()));
            statement.setString(6, said.reason());
            statement.setObject(7, said.voice().person().value());
            statement.setObject(8, now);
            statement.setObject(9, said.voice().organization().value());
            statement.setObject(10, said.act());
            statement.setObject(11, said.undoes());
            statement.setBoolean(12, said.resolves());
            statement.setObject(13, utc(grounds.requirementVersion()));
            statement.setObject(14, utc(grounds.outcomeVersion()));
            statement.setString(15, grounds.requirementWording());
            statement.setString(16, grounds.outcomeWording());
            statement.setObject(17, grounds.probability());
            statement.setString(18, grounds.modelVersion());
        });
    }

    private void identify(CrosswalkId crosswalk, List<Settled> accepted) {
        batches.batchUpdate("""
            insert into alignment.associations (identifier, crosswalk, requirement, outcome, relation) values (?, ?, ?, ?, ?)
            on conflict (crosswalk, requirement, outcome, relation) do nothing
            """, accepted, BATCH, (statement, one) -> {
            statement.setObject(1, UUID.randomUUID());
            statement.setObject(2, crosswalk.value());
            statement.setString(3, one.ends().requirement().value());
            statement.setString(4, one.ends().outcome().value());
            statement.setString(5, name(one.relation()));
        });
    }

    private void put(CrosswalkId crosswalk, List<Settled> standing) {
        batches.batchUpdate("""
            insert into alignment.pairs as p (crosswalk, requirement, outcome, decision, accepted, relation, disputed, one_sided, association)
            values (?, ?, ?, ?, ?, ?, ?, ?, (select a.identifier from alignment.associations a
                                              where a.crosswalk = ? and a.requirement = ? and a.outcome = ? and a.relation = ?))
            on conflict (crosswalk, requirement, outcome) do update
               set decision = excluded.decision, accepted = excluded.accepted, association = excluded.association,
                   relation = excluded.relation, disputed = excluded.disputed, one_sided = excluded.one_sided
            """, standing, BATCH, (statement, one) -> {
            Standing stands = one.settlement().standing();
            statement.setObject(1, crosswalk.value());
            statement.setString(2, one.ends().requirement().value());
            statement.setString(3, one.ends().outcome().value());
            statement.setLong(
                    4, Objects.requireNonNull(one.settlement().decisive()).number());
            statement.setBoolean(5, one.relation() != null);
            statement.setString(6, name(one.relation()));
            statement.setBoolean(7, stands == Standing.DISPUTED);
            statement.setBoolean(8, stands == Standing.ONE_SIDED);
            statement.setObject(9, crosswalk.value());
            statement.setString(10, one.ends().requirement().value());
            statement.setString(11, one.ends().outcome().value());
            statement.setString(12, name(one.relation()));
        });
    }

    private void remove(CrosswalkId crosswalk, List<Settled> open) {
        batches.batchUpdate(
                "delete from alignment.pairs where crosswalk = ? and requirement = ? and outcome = ?",
                open,
                BATCH,
                (statement, one) -> {
                    statement.setObject(1, crosswalk.value());
                    statement.setString(2, one.ends().requirement().value());
                    statement.setString(3, one.ends().outcome().value());
                });
    }

    private static @Nullable String name(@Nullable Relation relation) {
        return relation == null ? null : relation.name();
    }

    private static String[] uris(Collection<ItemUri> items) {
        return items.stream().map(ItemUri::value).distinct().toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Pair pair(ResultSet row, int number) throws SQLException {
        double probability = row.getDouble("probability");
        boolean unsaid = row.wasNull();
        return new Pair(
                new CrosswalkId(row.getObject("crosswalk", UUID.class)),
                new ItemUri(row.getString("requirement")),
                new ItemUri(row.getString("outcome")),
                row.getObject("association", UUID.class),
                relation(row),
                row.getBoolean("disputed"),
                row.getString("reason"),
                new PersonId(row.getObject("decided_by", UUID.class)),
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getTimestamp("decided_at").toInstant(),
                new Grounds(
                        instant(row.getTimestamp("requirement_version")),
                        instant(row.getTimestamp("outcome_version")),
                        row.getString("requirement_wording"),
                        row.getString("outcome_wording"),
                        unsaid ? null : probability,
                        row.getString("model_version")));
    }

    private static Decision decision(ResultSet row, int number) throws SQLException {
        return new Decision(
                row.getLong("number"),
                new ItemUri(row.getString("requirement")),
                new ItemUri(row.getString("outcome")),
                Decision.Verdict.valueOf(row.getString("verdict")),
                relation(row),
                row.getString("reason"),
                new PersonId(row.getObject("decided_by", UUID.class)),
                "",
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getObject("act", UUID.class),
                row.getBoolean("resolves"),
                row.getTimestamp("decided_at").toInstant(),
                instant(row.getTimestamp("requirement_version")),
                instant(row.getTimestamp("outcome_version")),
                row.getString("requirement_wording"),
                row.getString("outcome_wording"));
    }

    private static @Nullable Relation relation(ResultSet row) throws SQLException {
        String relation = row.getString("relation");
        return relation == null ? null : Relation.valueOf(relation);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
