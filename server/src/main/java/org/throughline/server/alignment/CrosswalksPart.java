package org.throughline.server.alignment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Arrival;
import org.throughline.server.organizations.ArrivingRows;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.OrganizationRows;
import org.throughline.server.organizations.OrganizationRows.Table;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * An organization's crosswalks with every decision ever made; published ones as CASE too. The numbers of decisions are this database's own: in the
 * archive they count from 1 within each crosswalk.
 */
@Component
final class CrosswalksPart implements OrganizationPart {
    private static final String THEIRS =
            "crosswalk IN (SELECT id FROM alignment.crosswalks WHERE owner = :organization)";

    private static final Table DECISIONS = new Table("alignment.decisions", THEIRS, "crosswalk, number");
    private static final Table PAIRS = new Table("alignment.pairs", THEIRS, "crosswalk, requirement, outcome");

    private final JdbcClient sql;
    private final OrganizationRows rows;
    private final CaseLibrary library;
    private final Frameworks frameworks;

    CrosswalksPart(JdbcClient sql, CaseLibrary library, Frameworks frameworks) {
        this.sql = sql;
        this.library = library;
        this.frameworks = frameworks;
        this.rows = new OrganizationRows(
                sql,
                List.of(
                        new Table("alignment.crosswalks", "owner = :organization", "id"),
                        new Table("alignment.suggestions", THEIRS, "crosswalk, requirement, outcome")));
    }

    @Override
    public String name() {
        return "crosswalks";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public String rows(OrganizationId organization) {
        String decisions = sql.sql("""
                WITH d AS (SELECT *, row_number() OVER (PARTITION BY crosswalk ORDER BY number) AS place FROM alignment.decisions WHERE %s)
                SELECT coalesce(jsonb_agg((to_jsonb(d) - 'number' - 'place') || jsonb_build_object('number', d.place)
                    ORDER BY d.crosswalk, d.place), '[]')::text FROM d
                """.formatted(THEIRS))
                .param("organization", organization.value())
                .query((row, n) -> row.getString(1))
                .single();
        String pairs = sql.sql("""
                WITH d AS (SELECT number, row_number() OVER (PARTITION BY crosswalk ORDER BY number) AS place FROM alignment.decisions WHERE %s)
                SELECT coalesce(jsonb_agg((to_jsonb(p) - 'decision') || jsonb_build_object('decision', d.place)
                    ORDER BY p.crosswalk, p.requirement, p.outcome), '[]')::text
                FROM alignment.pairs p JOIN d ON d.number = p.decision
                """.formatted(THEIRS))
                .param("organization", organization.value())
                .query((row, n) -> row.getString(1))
                .single();
        String headings = rows.of(organization);
        return headings.substring(0, headings.length() - 1) + ",\n\"alignment.decisions\":" + decisions
                + ",\n\"alignment.pairs\":" + pairs + "}";
    }

    @Override
    public int restore(Arrival arrival, String text) {
        OrganizationId organization = arrival.organization();
        int added = rows.restore(organization, text);
        demandFrameworksInTheOpen(organization);
        rows.demandTheirs(DECISIONS, organization, text);
        rows.demandTheirs(PAIRS, organization, text);
        record Renumbered(UUID crosswalk, long place, long number) {}
        List<Renumbered> numbers = sql.sql("""
                INSERT INTO alignment.decisions (crosswalk, requirement, outcome, verdict, relation, reason, decided_by, decided_at,
                    requirement_version, outcome_version, probability, model_version)
                SELECT crosswalk, requirement, outcome, verdict, relation, reason, decided_by, decided_at,
                    requirement_version, outcome_version, probability, model_version
                FROM jsonb_populate_recordset(NULL::alignment.decisions, :rows::jsonb -> 'alignment.decisions')
                ORDER BY crosswalk, number
                RETURNING crosswalk, number
                """)
                .param("rows", text)
                .query((row, n) -> new Renumbered(row.getObject(1, UUID.class), 0, row.getLong(2)))
                .list();
        sql.sql("""
                WITH d AS (SELECT crosswalk, number, row_number() OVER (PARTITION BY crosswalk ORDER BY number) AS place
                           FROM alignment.decisions WHERE number = ANY (:numbers::bigint[]))
                INSERT INTO alignment.pairs (crosswalk, requirement, outcome, decision, accepted, association, relation)
                SELECT p.crosswalk, p.requirement, p.outcome, d.number, p.accepted, p.association, p.relation
                FROM jsonb_populate_recordset(NULL::alignment.pairs, :rows::jsonb -> 'alignment.pairs') p
                    JOIN d ON d.crosswalk = p.crosswalk AND d.place = p.decision
                """)
                .param("rows", text)
                .param(
                        "numbers",
                        numbers.stream().map(r -> Long.toString(r.number())).toArray(String[]::new))
                .update();
        demandAsTheForms(organization);
        return added + numbers.size();
    }

    private void demandAsTheForms(OrganizationId organization) {
        ArrivingRows looked = new ArrivingRows();
        sql.sql(
                        "SELECT id FROM alignment.crosswalks WHERE owner = ? AND (btrim(title) = '' OR requirements = outcomes)")
                .param(organization.value())
                .query(row -> {
                    looked.demand(false, "alignment.crosswalks", row.getString(1), "needs a title and two frameworks");
                });
        for (String table : List.of("suggestions", "decisions", "pairs")) {
            sql.sql("SELECT DISTINCT relation FROM alignment.%s WHERE relation IS NOT NULL AND %s"
                            .formatted(table, THEIRS))
                    .param("organization", organization.value())
                    .query((row, n) -> row.getString(1))
                    .list()
                    .forEach(name -> looked.asTheForm("alignment." + table, "relation", () -> Relation.valueOf(name)));
            sql.sql("SELECT DISTINCT unnest(ARRAY[requirement, outcome]) FROM alignment.%s WHERE %s"
                            .formatted(table, THEIRS))
                    .param("organization", organization.value())
                    .query((row, n) -> row.getString(1))
                    .list()
                    .forEach(item -> looked.demandAddress("alignment." + table, "item", item));
        }
        looked.refuseIfAny();
    }

    /** Whoever owns a crosswalk reads its two frameworks: others' that are not published open to nobody by a file. */
    private void demandFrameworksInTheOpen(OrganizationId organization) {
        List<String> closed = sql
                .sql("SELECT unnest(ARRAY[requirements, outcomes]) FROM alignment.crosswalks WHERE owner = ?")
                .param(organization.value())
                .query((row, n) -> new FrameworkId(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .distinct()
                .flatMap(id -> frameworks.find(id).stream())
                .filter(framework ->
                        !framework.published() && !framework.owner().equals(organization))
                .map(framework -> "alignment.crosswalks, framework " + framework.id())
                .toList();
        if (!closed.isEmpty()) {
            throw new Problem(
                    ProblemType.ORGANIZATION_FILE,
                    "The file holds a crosswalk over a framework of somebody else here, which is not published.",
                    closed);
        }
    }

    @Override
    public List<Document> documents(OrganizationId organization) {
        return sql
                .sql("SELECT id FROM alignment.crosswalks WHERE owner = ? AND published ORDER BY id")
                .param(organization.value())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .flatMap(id -> Optional.of(library.pkg(id, CaseVersion.V1P1)).stream()
                        .flatMap(Optional::stream)
                        .map(bytes -> new Document(
                                "crosswalks/" + id + ".case.json", new String(bytes, StandardCharsets.UTF_8))))
                .toList();
    }
}
