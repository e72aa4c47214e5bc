package org.throughline.server.alignment;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.ItemUri;

/** What the board counts of a whole crosswalk, and what it shows of a few requirements: neither reads more than that. */
@Component
final class BoardRows {
    /**
     * How many pairs of a requirement stand how, and the probabilities of its open suggestions, best first.
     *
     * @param own of how many the viewer's organization alone has said something
     * @param others of how many another organization alone has
     */
    record Tally(List<Double> open, int accepted, int rejected, int disputed, int own, int others) {
        static final Tally NOTHING = new Tally(List.of(), 0, 0, 0, 0, 0);
    }

    /**
     * What is decided of a requirement.
     *
     * @param open whether a suggestion waits; told only where nothing else leaves it undecided
     * @param own as in {@link Tally}
     * @param others as in {@link Tally}
     */
    record Settled(int accepted, int rejected, int disputed, boolean open, int own, int others) {
        static final Settled NOTHING = new Settled(0, 0, 0, true, 0, 0);

        Board.State state() {
            return Board.State.of(accepted, rejected, disputed, open);
        }
    }

    /** What is said of each pair, and whether the viewer's side alone said it. */
    private static final String SETTLED = """
            settled as (
                select p.requirement, p.outcome, p.accepted, p.disputed, p.one_sided,
                       coalesce(d.organization, c.owner) is not distinct from :viewer::uuid as own
                  from alignment.pairs p
                  join alignment.decisions d on d.number = p.decision
                  join alignment.crosswalks c on c.id = p.crosswalk
                 where p.crosswalk = :crosswalk)""";

    private final JdbcClient sql;
    private final Clock clock;

    BoardRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The tally of every requirement of which there is anything to say.
     *
     * @param gone outcomes that are suggested no longer, because they have left their framework
     * @param viewer whose side is told from the others'; for nobody all are others
     */
    Map<ItemUri, Tally> tallies(CrosswalkId crosswalk, Collection<ItemUri> gone, @Nullable OrganizationId viewer) {
        Map<ItemUri, Tally> tallies = new HashMap<>();
        sql.sql("""
                with %s,
                open as (
                    select s.requirement, array_agg(s.probability order by s.rank) as probabilities
                      from alignment.suggestions s
                     where %s and s.outcome <> all(:gone)
                       and not exists (select from settled p where p.requirement = s.requirement and p.outcome = s.outcome)
                     group by s.requirement),
                counted as (
                    select requirement, count(*) filter (where accepted) as accepted, count(*) filter (where disputed) as disputed,
                           count(*) filter (where not accepted and not disputed) as rejected,
                           count(*) filter (where one_sided and own) as own, count(*) filter (where one_sided and not own) as others
                      from settled group by requirement)
                select requirement, probabilities, coalesce(accepted, 0) as accepted, coalesce(rejected, 0) as rejected,
                       coalesce(disputed, 0) as disputed, coalesce(own, 0) as own, coalesce(others, 0) as others
                  from open full join counted using (requirement)
                """.formatted(SETTLED, Suggestions.ON_THE_BOARD))
                .param("crosswalk", crosswalk.value())
                .param("viewer", viewer == null ? null : viewer.value())
                .param("gone", gone.stream().map(ItemUri::value).toArray(String[]::new))
                .query((row, _) -> tallies.put(new ItemUri(row.getString("requirement")), tally(row)))
                .list();
        return tallies;
    }

    /** What is decided, of every requirement of which anything is. The parameters are those of {@link #tallies}. */
    Map<ItemUri, Settled> settled(CrosswalkId crosswalk, Collection<ItemUri> gone, @Nullable OrganizationId viewer) {
        Map<ItemUri, Settled> settled = new HashMap<>();
        sql.sql("""
                with %s,
                counted as (
                    select requirement, count(*) filter (where accepted) as accepted, count(*) filter (where disputed) as disputed,
                           count(*) filter (where not accepted and not disputed) as rejected, array_agg(outcome) as outcomes,
                           count(*) filter (where one_sided and own) as own, count(*) filter (where one_sided and not own) as others
                      from settled group by requirement)
                select requirement, accepted, disputed, rejected, own, others,
                       accepted + disputed = 0 and exists (
                           select from alignment.suggestions s
                            where %s and s.requirement = c.requirement and s.outcome <> all(c.outcomes) and s.outcome <> all(:gone)) as open
                  from counted c
                """.formatted(SETTLED, Suggestions.ON_THE_BOARD))
                .param("crosswalk", crosswalk.value())
                .param("viewer", viewer == null ? null : viewer.value())
                .param("gone", gone.stream().map(ItemUri::value).toArray(String[]::new))
                .query((row, _) -> settled.put(
                        new ItemUri(row.getString("requirement")),
                        new Settled(
                                row.getInt("accepted"),
                                row.getInt("rejected"),
                                row.getInt("disputed"),
                                row.getBoolean("open"),
                                row.getInt("own"),
                                row.getInt("others"))))
                .list();
        return settled;
    }

    /** The suggestions for these requirements, decided or not, best first. */
    Map<ItemUri, List<SuggestedAlignment>> suggestions(CrosswalkId crosswalk, Collection<ItemUri> requirements) {
        Map<ItemUri, List<SuggestedAlignment>> byRequirement = new LinkedHashMap<>();
        sql.sql("""
                select requirement, outcome, probability, relation, reasons, model_version from alignment.suggestions s
                 where %s and requirement = any(:uris) order by requirement, rank
                """.formatted(Suggestions.ON_THE_BOARD))
                .param("crosswalk", crosswalk.value())
                .param("uris", requirements.stream().map(ItemUri::value).toArray(String[]::new))
                .query(BoardRows::suggestion)
                .list()
                .forEach(one -> byRequirement
                        .computeIfAbsent(one.requirement(), _ -> new ArrayList<>())
                        .add(one));
        return byRequirement;
    }

    /** The suggestions of which nothing is decided, for every requirement, best first. */
    Map<ItemUri, List<SuggestedAlignment>> open(CrosswalkId crosswalk) {
        Map<ItemUri, List<SuggestedAlignment>> open = new HashMap<>();
        sql.sql("""
                select requirement, outcome, probability, relation, reasons, model_version from alignment.suggestions s
                 where %s and not exists (select from alignment.pairs p
                                           where p.crosswalk = :crosswalk and p.requirement = s.requirement and p.outcome = s.outcome)
                 order by rank
                """.formatted(Suggestions.ON_THE_BOARD))
                .param("crosswalk", crosswalk.value())
                .query(BoardRows::suggestion)
                .list()
                .forEach(one -> open.computeIfAbsent(one.requirement(), _ -> new ArrayList<>())
                        .add(one));
        return open;
    }

    /** The best suggestion of each requirement about which nothing is decided, where it is at least this probable; most probable first. */
    List<SuggestedAlignment> bestAbove(CrosswalkId crosswalk, double probability, Collection<ItemUri> gone) {
        return sql.sql("""
                select requirement, outcome, probability, relation, reasons, model_version from (
                    select distinct on (s.requirement) s.* from alignment.suggestions s
                     where %s and s.outcome <> all(:gone)
                       and not exists (select from alignment.pairs p
                                        where p.crosswalk = s.crosswalk and p.requirement = s.requirement
                                          and (p.accepted or p.disputed or p.outcome = s.outcome))
                     order by s.requirement, s.rank) best
                 where probability >= :probability
                 order by probability desc, requirement
                """.formatted(Suggestions.ON_THE_BOARD))
                .param("crosswalk", crosswalk.value())
                .param("probability", probability)
                .param("gone", gone.stream().map(ItemUri::value).toArray(String[]::new))
                .query(BoardRows::suggestion)
                .list();
    }

    /** Puts a requirement off for an organization; once more keeps the newer reason. */
    void postpone(CrosswalkId crosswalk, ItemUri requirement, String reason, Voice voice) {
        sql.sql("""
                insert into alignment.postponed (crosswalk, requirement, organization, reason, postponed_by, postponed_at)
                values (:crosswalk, :requirement, :organization, :reason, :by, :now)
                on conflict (crosswalk, requirement, organization) do update
                   set reason = excluded.reason, postponed_by = excluded.postponed_by, postponed_at = excluded.postponed_at
                """)
                .param("crosswalk", crosswalk.value())
                .param("requirement", requirement.value())
                .param("organization", voice.organization().value())
                .param("reason", reason)
                .param("by", voice.person().value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Asks them again; false when none was put off. */
    boolean resume(CrosswalkId crosswalk, Collection<ItemUri> requirements, OrganizationId organization) {
        return sql.sql("""
                delete from alignment.postponed where crosswalk = :crosswalk and requirement = any(:uris) and organization = :organization
                """)
                        .param("crosswalk", crosswalk.value())
                        .param("uris", requirements.stream().map(ItemUri::value).toArray(String[]::new))
                        .param("organization", organization.value())
                        .update()
                > 0;
    }

    /** What an organization has put off; nothing for nobody. */
    Set<ItemUri> postponed(CrosswalkId crosswalk, @Nullable OrganizationId organization) {
        return organization == null
                ? Set.of()
                : new HashSet<>(
                        sql.sql("select requirement from alignment.postponed where crosswalk = ? and organization = ?")
                                .params(crosswalk.value(), organization.value())
                                .query((row, _) -> new ItemUri(row.getString("requirement")))
                                .list());
    }

    boolean isPostponed(CrosswalkId crosswalk, ItemUri requirement, OrganizationId organization) {
        return sql.sql("""
                select exists (select from alignment.postponed where crosswalk = ? and requirement = ? and organization = ?)
                """)
                .params(crosswalk.value(), requirement.value(), organization.value())
                .query(Boolean.class)
                .single();
    }

    private static Tally tally(ResultSet row) throws SQLException {
        @Nullable Array open = row.getArray("probabilities");
        return new Tally(
                open == null ? List.of() : Arrays.asList((Double[]) open.getArray()),
                row.getInt("accepted"),
                row.getInt("rejected"),
                row.getInt("disputed"),
                row.getInt("own"),
                row.getInt("others"));
    }

    private static SuggestedAlignment suggestion(ResultSet row, int number) throws SQLException {
        return new SuggestedAlignment(
                new ItemUri(row.getString("requirement")),
                new ItemUri(row.getString("outcome")),
                row.getDouble("probability"),
                Relation.valueOf(row.getString("relation")).word(),
                Arrays.asList((String[]) row.getArray("reasons").getArray()),
                row.getString("model_version"));
    }
}
