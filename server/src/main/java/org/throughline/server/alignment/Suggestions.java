package org.throughline.server.alignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.matching.Statement;
import org.throughline.matching.Suggester;
import org.throughline.matching.SuggesterOptions;
import org.throughline.matching.Suggestion;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/** What the engine proposes for a crosswalk, computed once when it opens and kept with its grounds. */
@Component
final class Suggestions {
    /** How many outcomes are proposed per requirement. */
    static final int PER_REQUIREMENT = 5;

    private static final int BATCH = 1000;

    /** A proposal as it is stored. */
    record Proposed(
            ItemUri requirement,
            int rank,
            ItemUri outcome,
            double score,
            double probability,
            Relation relation,
            List<String> reasons,
            String modelVersion) {
        SuggestedAlignment asSuggestion() {
            return new SuggestedAlignment(requirement, outcome, probability, relation.word(), reasons, modelVersion);
        }
    }

    /** All proposals of one run of the engine. */
    record Run(String modelVersion, List<Proposed> proposals) {}

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    Suggestions(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /**
     * Asks the engine, for every leaf of the requirements, for the leaves of the outcomes that answer it best. Parents' texts are
     * context on both sides: a heading is not a competency of its own.
     */
    static Run compute(List<FrameworkItem> requirements, List<FrameworkItem> outcomes) {
        List<Statement> asked = statements(requirements);
        Suggester suggester =
                Suggester.over(statements(outcomes), SuggesterOptions.standard().withBackground(asked));
        List<Proposed> proposals = asked.stream()
                .flatMap(requirement -> {
                    List<Suggestion> best = suggester.suggest(requirement, PER_REQUIREMENT);
                    return IntStream.range(0, best.size())
                            .mapToObj(rank -> proposed(requirement, rank, best.get(rank), suggester.modelVersion()));
                })
                .toList();
        return new Run(suggester.modelVersion(), proposals);
    }

    void save(CrosswalkId crosswalk, List<Proposed> proposals) {
        batches.batchUpdate("""
            insert into alignment.suggestions (crosswalk, requirement, rank, outcome, score, probability, relation,
                                               reasons, model_version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, proposals, BATCH, (statement, proposal) -> {
            statement.setObject(1, crosswalk.value());
            statement.setString(2, proposal.requirement().value());
            statement.setInt(3, proposal.rank());
            statement.setString(4, proposal.outcome().value());
            statement.setDouble(5, proposal.score());
            statement.setDouble(6, proposal.probability());
            statement.setString(7, proposal.relation().name());
            statement.setArray(
                    8,
                    statement
                            .getConnection()
                            .createArrayOf("text", proposal.reasons().toArray()));
            statement.setString(9, proposal.modelVersion());
        });
    }

    /** Every proposal of a crosswalk, per requirement, best first. */
    Map<ItemUri, List<Proposed>> of(CrosswalkId crosswalk) {
        Map<ItemUri, List<Proposed>> byRequirement = new LinkedHashMap<>();
        sql.sql("select * from alignment.suggestions where crosswalk = ? order by requirement, rank")
                .param(crosswalk.value())
                .query(Suggestions::proposal)
                .list()
                .forEach(proposal -> byRequirement
                        .computeIfAbsent(proposal.requirement(), _ -> new ArrayList<>())
                        .add(proposal));
        return byRequirement;
    }

    Optional<Proposed> find(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        return sql.sql("select * from alignment.suggestions where crosswalk = ? and requirement = ? and outcome = ?")
                .params(crosswalk.value(), requirement.value(), outcome.value())
                .query(Suggestions::proposal)
                .optional();
    }

    /** Proposals for one requirement that nobody has decided yet, best first. */
    List<Proposed> open(CrosswalkId crosswalk, ItemUri requirement) {
        return sql.sql("""
            select s.* from alignment.suggestions s
             where s.crosswalk = ? and s.requirement = ?
               and not exists (select 1 from alignment.pairs p
                                where p.crosswalk = s.crosswalk and p.requirement = s.requirement
                                  and p.outcome = s.outcome)
             order by s.rank
            """)
                .params(crosswalk.value(), requirement.value())
                .query(Suggestions::proposal)
                .list();
    }

    /** How many requirements of each crosswalk still have an open suggestion and no accepted alignment. */
    Map<CrosswalkId, Integer> waiting() {
        Map<CrosswalkId, Integer> waiting = new LinkedHashMap<>();
        sql.sql("""
            select s.crosswalk, count(distinct s.requirement) as waiting
              from alignment.suggestions s
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

    private static List<Statement> statements(List<FrameworkItem> items) {
        Map<ItemUri, FrameworkItem> byUri = new LinkedHashMap<>();
        items.forEach(item -> byUri.putIfAbsent(item.uri(), item));
        return byUri.values().stream()
                .filter(FrameworkItem::leaf)
                .map(item -> new Statement(
                        item.uri().value(),
                        item.statement(),
                        Lineage.above(item, byUri).reversed().stream()
                                .map(FrameworkItem::statement)
                                .toList(),
                        item.code(),
                        item.type(),
                        item.language()))
                .toList();
    }

    private static Proposed proposed(Statement requirement, int rank, Suggestion suggestion, String modelVersion) {
        Relation relation = switch (suggestion.relation()) {
            case EXACT_MATCH -> Relation.EXACT_MATCH;
            // the engine speaks of the requirement, we of the outcome
            case PART_OF -> Relation.HAS_PART;
            case HAS_PART -> Relation.PART_OF;
            case RELATED -> Relation.RELATED;
        };
        return new Proposed(
                new ItemUri(requirement.id()),
                rank + 1,
                new ItemUri(suggestion.to()),
                suggestion.score(),
                suggestion.probability(),
                relation,
                suggestion.reasons().stream().map(reason -> reason.words()).toList(),
                modelVersion);
    }

    private static Proposed proposal(ResultSet row, int number) throws SQLException {
        return new Proposed(
                new ItemUri(row.getString("requirement")),
                row.getInt("rank"),
                new ItemUri(row.getString("outcome")),
                row.getDouble("score"),
                row.getDouble("probability"),
                Relation.valueOf(row.getString("relation")),
                Arrays.asList((String[]) row.getArray("reasons").getArray()),
                row.getString("model_version"));
    }
}
