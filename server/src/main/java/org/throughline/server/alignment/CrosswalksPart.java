package org.throughline.server.alignment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.ArrivingFiles;
import org.throughline.server.organizations.ArrivingRows;
import org.throughline.server.organizations.LeavingFiles;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.OrganizationRows;
import org.throughline.server.organizations.OrganizationRows.Table;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * An organization's crosswalks with every decision ever made; as CASE too. The numbers of decisions are this database's own: in the
 * archive they count from 1 within each crosswalk.
 *
 * <p>Other organizations' views in them come back as those of organizations that are not here: they keep their side, so that what was disputed
 * stays so, but a file that one organization sends puts no word into the mouth of another.
 */
@Component
final class CrosswalksPart implements OrganizationPart {
    /** Files of before know no runs of suggestions. */
    private static final int RUNS_SINCE = 3;

    private static final String FIRST_RUN = "md5(%s::text || ' first run')::uuid";

    private static final String THEIRS =
            "crosswalk IN (SELECT id FROM alignment.crosswalks WHERE owner = :organization)";

    /** What an organization put off is its own; what others put off stays with them. */
    private static final Table POSTPONED = new Table(
            "alignment.postponed",
            THEIRS + " AND organization = :organization",
            "crosswalk, requirement, organization");

    private static final Table DECISIONS = new Table("alignment.decisions", THEIRS, "crosswalk, number");
    private static final Table PAIRS = new Table("alignment.pairs", THEIRS, "crosswalk, requirement, outcome");

    private final JdbcClient sql;
    private final OrganizationRows rows;
    private final OrganizationRows ofRuns;
    private final CrosswalkPackages packages;
    private final Frameworks frameworks;

    CrosswalksPart(JdbcClient sql, CrosswalkPackages packages, Frameworks frameworks) {
        this.sql = sql;
        this.packages = packages;
        this.frameworks = frameworks;
        this.rows = new OrganizationRows(
                sql,
                List.of(
                        new Table("alignment.crosswalks", "owner = :organization", "id"),
                        new Table("alignment.teaching", "organization = :organization", "organization"),
                        new Table(
                                "alignment.runs",
                                THEIRS,
                                "crosswalk, place",
                                Map.of(),
                                // numbers of decisions are this database's own
                                Map.of("up_to", "0"),
                                Map.of(),
                                null,
                                ""),
                        new Table("alignment.associations", THEIRS, "crosswalk, requirement, outcome, relation")));
        this.ofRuns = new OrganizationRows(
                sql,
                List.of(
                        new Table("alignment.suggestions", THEIRS, "crosswalk, run, requirement, outcome")
                                .turned("run", "coalesce(t.run, %s)".formatted(FIRST_RUN.formatted("t.crosswalk")))
                                .turned("from_outcome", "coalesce(t.from_outcome, false)"),
                        POSTPONED));
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
    public Collection<String> tables() {
        return Stream.of(rows.names(), ofRuns.names(), List.of(DECISIONS.name(), PAIRS.name()))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void leave(OrganizationId organization, LeavingFiles out) {
        rows.leave(organization, out);
        ofRuns.leave(organization, out);
        leave(organization, out, DECISIONS.name(), """
                WITH d AS (SELECT *, row_number() OVER (PARTITION BY crosswalk ORDER BY number) AS place FROM alignment.decisions WHERE %s)
                SELECT ((to_jsonb(d) - 'number' - 'place') || jsonb_build_object('number', d.place))::text FROM d
                ORDER BY d.crosswalk, d.place
                """);
        leave(organization, out, PAIRS.name(), """
                WITH d AS (SELECT number, row_number() OVER (PARTITION BY crosswalk ORDER BY number) AS place FROM alignment.decisions WHERE %s)
                SELECT ((to_jsonb(p) - 'decision') || jsonb_build_object('decision', d.place))::text
                FROM alignment.pairs p JOIN d ON d.number = p.decision ORDER BY p.crosswalk, p.requirement, p.outcome
                """);
        sql.sql("SELECT id FROM alignment.crosswalks WHERE owner = ? ORDER BY id")
                .param(organization.value())
                .query((row, n) -> new CrosswalkId(row.getObject(1, UUID.class)))
                .list()
                .forEach(id -> packages.download(id, CaseVersion.V1P1)
                        .ifPresent(bytes -> out.put("crosswalks/" + id + ".case.json", bytes)));
    }

    private void leave(OrganizationId organization, LeavingFiles out, String table, String select) {
        sql.sql(select.formatted(THEIRS))
                .param("organization", organization.value())
                .withFetchSize(200)
                .query(row -> {
                    out.row(table, row.getString(1));
                });
    }

    @Override
    public int comeBack(ArrivingFiles in) {
        OrganizationId organization = in.organization();
        int[] added = {rows.comeBack(in)};
        if (in.version() < RUNS_SINCE) {
            giveFirstRuns(organization);
        }
        added[0] += ofRuns.comeBack(in);
        demandFrameworksInTheOpen(organization);
        in.rows(DECISIONS.name(), text -> {
            rows.demandTheirs(DECISIONS, organization, text);
            added[0] += sql.sql("""
                    INSERT INTO alignment.decisions (crosswalk, requirement, outcome, verdict, relation, reason, decided_by, decided_at,
                        organization, act, undoes, resolves, requirement_version, outcome_version, requirement_wording, outcome_wording,
                        probability, model_version)
                    SELECT crosswalk, requirement, outcome, verdict, relation, reason, decided_by, decided_at,
                        CASE WHEN organization <> :organization THEN md5(organization::text || crosswalk::text)::uuid ELSE organization END,
                        act, undoes, coalesce(resolves, false), requirement_version, outcome_version, requirement_wording, outcome_wording,
                        probability, model_version
                    FROM jsonb_populate_recordset(NULL::alignment.decisions, :rows::jsonb) ORDER BY crosswalk, number
                    """)
                    .param("rows", text)
                    .param("organization", organization.value())
                    .update();
        });
        in.rows(PAIRS.name(), text -> {
            rows.demandTheirs(PAIRS, organization, text);
            added[0] += sql.sql("""
                    WITH d AS (SELECT crosswalk, number, row_number() OVER (PARTITION BY crosswalk ORDER BY number) AS place
                               FROM alignment.decisions WHERE %s)
                    INSERT INTO alignment.pairs (crosswalk, requirement, outcome, decision, accepted, association, relation, disputed,
                        one_sided)
                    SELECT p.crosswalk, p.requirement, p.outcome, d.number, p.accepted, p.association, p.relation, coalesce(p.disputed, false),
                        coalesce(p.one_sided, false)
                    FROM jsonb_populate_recordset(NULL::alignment.pairs, :rows::jsonb) p
                        LEFT JOIN d ON d.crosswalk = p.crosswalk AND d.place = p.decision
                    """.formatted(THEIRS))
                    .param("rows", text)
                    .param("organization", organization.value())
                    .update();
        });
        keepIdentifiers(organization);
        demandAsTheForms(organization);
        return added[0];
    }

    /** A file of before identifiers were kept for themselves has those of what stands accepted. */
    private void keepIdentifiers(OrganizationId organization) {
        sql.sql("""
                INSERT INTO alignment.associations (identifier, crosswalk, requirement, outcome, relation)
                SELECT association, crosswalk, requirement, outcome, relation FROM alignment.pairs WHERE accepted AND %s
                ON CONFLICT DO NOTHING
                """.formatted(THEIRS))
                .param("organization", organization.value())
                .update();
    }

    /** What was suggested before runs were kept counts as the first run, as in the installation that kept it. */
    private void giveFirstRuns(OrganizationId organization) {
        String id = FIRST_RUN.formatted("id");
        sql.sql("""
                INSERT INTO alignment.runs (id, crosswalk, place, state, asked_at, asked_by, up_to, ended_at, model_version)
                SELECT %s, id, 1, 'DONE', opened_at, opened_by, 0, opened_at, model_version
                FROM alignment.crosswalks WHERE owner = ? AND run IS NULL
                """.formatted(id)).param(organization.value()).update();
        sql.sql("UPDATE alignment.crosswalks SET run = %s WHERE owner = ? AND run IS NULL".formatted(id))
                .param(organization.value())
                .update();
    }

    private void demandAsTheForms(OrganizationId organization) {
        ArrivingRows looked = new ArrivingRows();
        sql.sql(
                        "SELECT id FROM alignment.crosswalks WHERE owner = ? AND (btrim(title) = '' OR requirements = outcomes)")
                .param(organization.value())
                .query(row -> {
                    looked.demand(false, "alignment.crosswalks", row.getString(1), "needs a title and two frameworks");
                });
        for (String table : List.of("suggestions", "decisions", "pairs", "associations")) {
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
}
