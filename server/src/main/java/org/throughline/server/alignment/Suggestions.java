package org.throughline.server.alignment;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.matching.Figure;
import org.throughline.server.shared.ItemUri;

/** What the engine's runs proposed for crosswalks, kept with its grounds. The latest run that ended is the one that is shown. */
@Component
final class Suggestions {
    private static final int BATCH = 1000;

    private static final String ROWS = """
            select s.*, s.figures ->> 'engine' as engine, s.figures ->> 'asks' as asks, s.figures ->> 'gives' as gives,
                   array(select f ->> 'name' from jsonb_array_elements(s.figures -> 'figures') f) as names,
                   array(select (f ->> 'value')::double precision from jsonb_array_elements(s.figures -> 'figures') f) as amounts,
                   array(select (f ->> 'weight')::double precision from jsonb_array_elements(s.figures -> 'figures') f) as weights
              from alignment.suggestions s
            """;

    /** The run that is shown. */
    private static final String SHOWN = "s.run = (select run from alignment.crosswalks where id = :crosswalk)";

    /** What is shown for requirements. */
    static final String ON_THE_BOARD = SHOWN + " and not s.from_outcome";

    /**
     * The numbers behind a proposal.
     *
     * @param engine the relation that the wording alone speaks for
     * @param asks the level of the requirement, in its framework's words; null when it tells none
     * @param gives the level of the outcome
     */
    record Grounds(
            Relation engine,
            List<Figure> figures,
            @Nullable String asks,
            @Nullable String gives) {
        Grounds {
            figures = List.copyOf(figures);
        }
    }

    /**
     * A proposal as it is stored.
     *
     * @param fromOutcome whether it was found by asking for the outcome
     * @param grounds null for those of before grounds were kept
     */
    record Proposed(
            ItemUri requirement,
            int rank,
            ItemUri outcome,
            double score,
            double probability,
            Relation relation,
            List<String> reasons,
            String modelVersion,
            boolean fromOutcome,
            @Nullable Grounds grounds) {
        Proposed {
            reasons = List.copyOf(reasons);
        }

        SuggestedAlignment asSuggestion() {
            return new SuggestedAlignment(requirement, outcome, probability, relation.word(), reasons, modelVersion);
        }
    }

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    Suggestions(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /** Writes what a run proposes; a pair that it found from the other side already stays as it is. */
    void save(SuggestionRun run, List<Proposed> proposals) {
        batches.batchUpdate("""
            insert into alignment.suggestions (run, crosswalk, requirement, rank, outcome, score, probability, relation,
                                               reasons, model_version, from_outcome, figures)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jsonb_strip_nulls(jsonb_build_object('engine', ?::text, 'asks', ?::text, 'gives', ?::text,
                'figures', (select jsonb_agg(jsonb_build_object('name', f.name, 'value', f.value, 'weight', f.weight))
                              from unnest(?::text[], ?::double precision[], ?::double precision[]) as f(name, value, weight)))))
            on conflict do nothing
            """, proposals, BATCH, (statement, proposal) -> {
            Connection connection = statement.getConnection();
            Grounds grounds = Objects.requireNonNull(proposal.grounds());
            statement.setObject(1, run.id());
            statement.setObject(2, run.crosswalk().value());
            statement.setString(3, proposal.requirement().value());
            statement.setInt(4, proposal.rank());
            statement.setString(5, proposal.outcome().value());
            statement.setDouble(6, proposal.score());
            statement.setDouble(7, proposal.probability());
            statement.setString(8, proposal.relation().name());
            statement.setArray(
                    9, connection.createArrayOf("text", proposal.reasons().toArray()));
            statement.setString(10, proposal.modelVersion());
            statement.setBoolean(11, proposal.fromOutcome());
            statement.setString(12, grounds.engine().name());
            statement.setString(13, grounds.asks());
            statement.setString(14, grounds.gives());
            List<Figure> figures = grounds.figures();
            statement.setArray(
                    15,
                    connection.createArrayOf(
                            "text", figures.stream().map(Figure::name).toArray()));
            statement.setArray(
                    16,
                    connection.createArrayOf(
                            "float8",
                            figures.stream().map(f -> rounded(f.value())).toArray()));
            statement.setArray(
                    17,
                    connection.createArrayOf(
                            "float8",
                            figures.stream().map(f -> rounded(f.weight())).toArray()));
        });
    }

    /** Five digits tell why; sixteen only take room. */
    private static double rounded(double figure) {
        return Math.round(figure * 1e5) / 1e5;
    }

    /** What is shown of pairs of these items, else what a run before had said of them. */
    Map<Pairs.Ends, Proposed> find(
            CrosswalkId crosswalk, Collection<ItemUri> requirements, Collection<ItemUri> outcomes) {
        Map<Pairs.Ends, Proposed> said = new HashMap<>();
        sql.sql("""
            select distinct on (s.requirement, s.outcome) s.* from alignment.suggestions s join alignment.runs r on r.id = s.run
             where s.crosswalk = :crosswalk and s.requirement = any(:requirements) and s.outcome = any(:outcomes)
             order by s.requirement, s.outcome, (%s) desc, r.place desc
            """.formatted(SHOWN))
                .param("crosswalk", crosswalk.value())
                .param("requirements", requirements.stream().map(ItemUri::value).toArray(String[]::new))
                .param("outcomes", outcomes.stream().map(ItemUri::value).toArray(String[]::new))
                .query(Suggestions::shown)
                .list()
                .forEach(one -> said.put(new Pairs.Ends(one.requirement(), one.outcome()), one));
        return said;
    }

    /** What every run said of a pair, by run. */
    Map<UUID, Proposed> everything(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        Map<UUID, Proposed> byRun = new LinkedHashMap<>();
        sql.sql(ROWS + " where s.crosswalk = ? and s.requirement = ? and s.outcome = ?")
                .params(crosswalk.value(), requirement.value(), outcome.value())
                .query((row, number) -> Map.entry(row.getObject("run", UUID.class), proposal(row, grounds(row))))
                .list()
                .forEach(entry -> byRun.put(entry.getKey(), entry.getValue()));
        return byRun;
    }

    /** The requirements that one outcome may answer, most likely first, whichever side was asked. */
    List<Proposed> forOutcome(CrosswalkId crosswalk, ItemUri outcome, int most) {
        return sql.sql("select s.* from alignment.suggestions s where " + SHOWN
                        + " and s.outcome = :outcome order by s.probability desc, s.requirement limit :most")
                .param("crosswalk", crosswalk.value())
                .param("outcome", outcome.value())
                .param("most", most)
                .query(Suggestions::shown)
                .list();
    }

    /** Proposals for one requirement that nobody has decided yet, best first. */
    List<Proposed> open(CrosswalkId crosswalk, ItemUri requirement) {
        return sql.sql("""
            select s.* from alignment.suggestions s
             where %s and s.requirement = :requirement
               and not exists (select 1 from alignment.pairs p
                                where p.crosswalk = s.crosswalk and p.requirement = s.requirement
                                  and p.outcome = s.outcome)
             order by s.rank
            """.formatted(ON_THE_BOARD))
                .param("crosswalk", crosswalk.value())
                .param("requirement", requirement.value())
                .query(Suggestions::shown)
                .list();
    }

    /** How many requirements of each crosswalk still have an open suggestion and no accepted alignment. */
    Map<CrosswalkId, Integer> waiting() {
        Map<CrosswalkId, Integer> waiting = new LinkedHashMap<>();
        sql.sql("""
            select s.crosswalk, count(distinct s.requirement) as waiting
              from alignment.crosswalks c
              join alignment.suggestions s on s.run = c.run and not s.from_outcome
              left join alignment.pairs p
                on p.crosswalk = s.crosswalk and p.requirement = s.requirement and p.outcome = s.outcome
             where p.decision is null
               and not exists (select 1 from alignment.pairs a
                                where a.crosswalk = s.crosswalk and a.requirement = s.requirement and a.accepted)
             group by s.crosswalk
            """)
                .query((row, _) ->
                        Map.entry(new CrosswalkId(row.getObject("crosswalk", UUID.class)), row.getInt("waiting")))
                .list()
                .forEach(entry -> waiting.put(entry.getKey(), entry.getValue()));
        return waiting;
    }

    /**
     * Keeps off the board what a run proposes for requirements with which people are done: all that was shown for them was rejected, and nothing
     * is disputed. What is finished is not opened again by the engine; who asks for an outcome still finds it there.
     */
    void leaveFinishedAlone(SuggestionRun run) {
        sql.sql("""
            update alignment.suggestions n set from_outcome = true
             where n.run = :run and not n.from_outcome
               and exists (select from alignment.pairs p where p.crosswalk = n.crosswalk and p.requirement = n.requirement)
               and not exists (select from alignment.pairs p
                                where p.crosswalk = n.crosswalk and p.requirement = n.requirement and (p.accepted or p.disputed))
               and not exists (select from alignment.suggestions o
                                 left join alignment.pairs p
                                   on p.crosswalk = o.crosswalk and p.requirement = o.requirement and p.outcome = o.outcome
                                where %s and o.requirement = n.requirement and not o.from_outcome and p.decision is null)
            """.formatted(SHOWN.replace("s.run", "o.run")))
                .param("run", run.id())
                .param("crosswalk", run.crosswalk().value())
                .update();
    }

    /** Of a run that is no longer shown, what nobody saw on the board and nobody decided need not be kept. */
    void forgetUnseen(SuggestionRun latest) {
        sql.sql("""
            delete from alignment.suggestions s
             where s.crosswalk = :crosswalk and s.run <> :run and s.from_outcome
               and not exists (select from alignment.decisions d
                                where d.crosswalk = s.crosswalk and d.requirement = s.requirement and d.outcome = s.outcome)
            """)
                .param("crosswalk", latest.crosswalk().value())
                .param("run", latest.id())
                .update();
    }

    private static Proposed shown(ResultSet row, int number) throws SQLException {
        return proposal(row, null);
    }

    private static Proposed proposal(ResultSet row, @Nullable Grounds grounds) throws SQLException {
        return new Proposed(
                new ItemUri(row.getString("requirement")),
                row.getInt("rank"),
                new ItemUri(row.getString("outcome")),
                row.getDouble("score"),
                row.getDouble("probability"),
                Relation.valueOf(row.getString("relation")),
                Arrays.asList((String[]) row.getArray("reasons").getArray()),
                row.getString("model_version"),
                row.getBoolean("from_outcome"),
                grounds);
    }

    private static @Nullable Grounds grounds(ResultSet row) throws SQLException {
        String engine = row.getString("engine");
        if (engine == null) {
            return null;
        }
        Object[] names = elements(row.getArray("names"));
        Object[] values = elements(row.getArray("amounts"));
        Object[] weights = elements(row.getArray("weights"));
        return new Grounds(
                Relation.valueOf(engine),
                IntStream.range(0, names.length)
                        .mapToObj(i -> new Figure((String) names[i], (Double) values[i], (Double) weights[i]))
                        .toList(),
                row.getString("asks"),
                row.getString("gives"));
    }

    private static Object[] elements(Array array) throws SQLException {
        return (Object[]) array.getArray();
    }
}
