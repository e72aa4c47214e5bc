package org.throughline.server.partnerships;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.ArrivingFiles;
import org.throughline.server.organizations.ArrivingRows;
import org.throughline.server.organizations.LeavingFiles;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.OrganizationRows;
import org.throughline.server.organizations.OrganizationRows.Table;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.programs.Achievements;

/**
 * The partnerships that an organization convenes, with all that was agreed and decided in them. They come back under their convener; whoever else
 * took part is known by name, and a member only when it is invited there and accepts. A vote leaves once it was revealed, and then under its
 * organization and nobody's name: what the signed minutes promise. A token leaves never, of an invitation by mail no address, of partners' people
 * the name alone.
 */
@Component
final class ConvenedPart implements OrganizationPart {
    private static final String OF_PARTNERSHIP =
            "partnership IN (SELECT id FROM partnerships.partnership WHERE convener = :organization)";

    private final JdbcClient jdbc;
    private final Charters charters;
    private final Minutes minutes;
    private final PartnerNames names;
    private final People people;
    private final Frameworks frameworks;
    private final Crosswalks crosswalks;
    private final Achievements achievements;
    private final OrganizationRows rows;

    ConvenedPart(
            JdbcClient jdbc,
            Charters charters,
            Minutes minutes,
            PartnerNames names,
            People people,
            Frameworks frameworks,
            Crosswalks crosswalks,
            Achievements achievements) {
        this.jdbc = jdbc;
        this.frameworks = frameworks;
        this.crosswalks = crosswalks;
        this.achievements = achievements;
        this.rows = new OrganizationRows(jdbc, TABLES);
        this.charters = charters;
        this.minutes = minutes;
        this.names = names;
        this.people = people;
    }

    private static final String RANDOM = "sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea)";
    private static final String CONVENER =
            "(SELECT p.convener FROM partnerships.partnership p WHERE p.id = t.partnership)";
    private static final String ENDED = OF_PARTNERSHIP
            + " AND %s IN (SELECT w.id FROM partnerships.workshop w JOIN partnerships.partnership p ON p.id = w.partnership WHERE w.state = 'ENDED' AND p.convener = :organization)";
    private static final String ASKED = OF_PARTNERSHIP
            + " AND question IN (SELECT q.id FROM partnerships.question q JOIN partnerships.workshop w ON w.id = q.workshop"
            + " JOIN partnerships.partnership p ON p.id = w.partnership WHERE w.state = 'ENDED' AND p.convener = :organization)";
    private static final String KNOWN = "partnerships.known_by_name";
    private static final Table BY_NAME = new Table(KNOWN, OF_PARTNERSHIP, "partnership, organization");

    private static Table table(String name, String order) {
        return new Table("partnerships." + name, OF_PARTNERSHIP, order);
    }

    private static final List<Table> TABLES = List.of(
            new Table("partnerships.partnership", "convener = :organization", "id"),
            // who else took part has agreed to nothing here
            table("member", "partnership, organization")
                    .turned("standing", "CASE WHEN t.organization = " + CONVENER + " THEN t.standing ELSE 'LEFT' END"),
            table("scope", "partnership, kind, subject"),
            table("charter", "partnership, version"),
            table("commitment", "partnership, version, organization"),
            table("milestone", "partnership, version, id"),
            table("milestone_reached", "partnership, milestone"),
            table("sign_off", "partnership, version, organization"),
            new Table(
                    "partnerships.delegate",
                    OF_PARTNERSHIP + " AND organization = :organization",
                    "partnership, organization, person"),
            table("round", "partnership, number"),
            table("task", "partnership, round, position, id"),
            table("task_done", "task, organization"),
            table("hours", "partnership, id"),
            table("minute", "partnership, number").anew("number", "NULL"),
            table("mail_invitation", "partnership, id")
                    .anew("token_hash", RANDOM)
                    .anew("email", "''")
                    .turned("answer", "coalesce(t.answer, 'WITHDRAWN')")
                    .turned("answered_at", "coalesce(t.answered_at, t.asked_at)"),
            new Table("partnerships.workshop", OF_PARTNERSHIP + " AND state = 'ENDED'", "id")
                    .anew("code", "'moved'")
                    .filed("document", "workshops/"),
            new Table("partnerships.question", ENDED.formatted("workshop"), "workshop, position"),
            new Table("partnerships.turn", ASKED, "question, number"),
            new Table("partnerships.participant", ENDED.formatted("workshop"), "workshop, id")
                    .anew("token_hash", "CASE WHEN t.person IS NULL THEN " + RANDOM + " END"),
            table("sponsor_sign_off", "partnership, version"),
            table("charter_document", "partnership, version").filed("document", "charters/"),
            table("minutes_document", "partnership, upto")
                    .given(
                            "upto",
                            "(SELECT count(*) FROM partnerships.minute m WHERE m.partnership = t.partnership AND m.number <= t.upto)",
                            "coalesce((SELECT m.number FROM partnerships.minute m WHERE m.partnership = t.partnership"
                                    + " ORDER BY m.number OFFSET greatest(t.upto, 1) - 1 LIMIT 1), t.upto)")
                    .filed("document", "minutes/"));

    /** What rows of one table say of another's: all within one partnership. */
    private static final List<String> WITHIN = List.of(
            "SELECT 'task', t.id FROM partnerships.task t JOIN partnerships.round r ON r.id = t.round WHERE r.partnership <> t.partnership AND t.%1$s",
            "SELECT 'task_done', t.task FROM partnerships.task_done t JOIN partnerships.task k ON k.id = t.task WHERE k.partnership <> t.partnership AND t.%1$s",
            "SELECT 'hours', t.id FROM partnerships.hours t LEFT JOIN partnerships.round r ON r.id = t.round LEFT JOIN partnerships.task k ON k.id = t.task"
                    + " WHERE (r.partnership <> t.partnership OR k.partnership <> t.partnership) AND t.%1$s",
            "SELECT 'question', t.id FROM partnerships.question t JOIN partnerships.workshop w ON w.id = t.workshop WHERE w.partnership <> t.partnership AND t.%1$s",
            "SELECT 'turn', t.question FROM partnerships.turn t JOIN partnerships.question q ON q.id = t.question WHERE q.partnership <> t.partnership AND t.%1$s",
            "SELECT 'participant', t.id FROM partnerships.participant t JOIN partnerships.workshop w ON w.id = t.workshop WHERE w.partnership <> t.partnership AND t.%1$s",
            "SELECT 'partnership', t.id FROM partnerships.partnership t WHERE btrim(t.name) = '' AND t.convener = :organization",
            "SELECT 'partnership', t.id FROM partnerships.partnership t WHERE t.convener = :organization"
                    + " AND NOT EXISTS (SELECT FROM partnerships.charter c WHERE c.partnership = t.id)",
            "SELECT 'partnership', t.id FROM partnerships.partnership t WHERE t.convener = :organization AND NOT EXISTS"
                    + " (SELECT FROM partnerships.member m WHERE m.partnership = t.id AND m.organization = t.convener AND m.part = 'LEAD' AND m.standing = 'JOINED')");

    /** Whoever wrote, signed, worked or was there. */
    private static final List<String> PEOPLE = List.of(
            "member.asked_by",
            "member.answered_by",
            "charter.written_by",
            "milestone_reached.reached_by",
            "sign_off.signed_by",
            "round.closed_by",
            "task_done.done_by",
            "hours.logged_by",
            "minute.written_by",
            "mail_invitation.asked_by",
            "workshop.opened_by",
            "question.settled_by",
            "participant.person",
            "participant.let_in_by",
            "sponsor_sign_off.recorded_by",
            "charter_document.signed_by",
            "minutes_document.signed_by");

    @Override
    public String name() {
        return "partnerships";
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public Collection<String> tables() {
        return Stream.concat(rows.names().stream(), Stream.of(KNOWN, "partnerships.vote"))
                .toList();
    }

    @Override
    public List<PersonId> people(OrganizationId organization) {
        return jdbc.sql("""
                SELECT closed_by FROM partnerships.partnership WHERE convener = :organization AND closed_by IS NOT NULL
                UNION SELECT unnest(ARRAY[d.person, d.named_by]) FROM partnerships.delegate d
                    JOIN partnerships.partnership p ON p.id = d.partnership
                WHERE p.convener = :organization AND d.organization = :organization
                """)
                .param("organization", organization.value())
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    @Override
    public List<PersonId> peopleByName(OrganizationId organization) {
        return jdbc.sql(PEOPLE.stream()
                        .map(column -> "SELECT %2$s FROM partnerships.%1$s WHERE %2$s IS NOT NULL AND %3$s"
                                .formatted(
                                        column.substring(0, column.indexOf('.')),
                                        column.substring(column.indexOf('.') + 1),
                                        OF_PARTNERSHIP))
                        .collect(Collectors.joining(" UNION ")))
                .param("organization", organization.value())
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    @Override
    public void leave(OrganizationId organization, LeavingFiles out) {
        rows.leave(organization, out);
        jdbc.sql("""
                SELECT x.partnership, x.organization FROM (
                    SELECT partnership, organization FROM partnerships.member
                    UNION SELECT partnership, organization FROM partnerships.known_by_name) x
                JOIN partnerships.partnership p ON p.id = x.partnership
                WHERE p.convener = :organization AND x.organization <> :organization ORDER BY 1, 2
                """)
                .param("organization", organization.value())
                .query((row, n) -> List.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list()
                .forEach(known -> out.row(KNOWN, json(known.get(0), known.get(1), called(known.get(1)))));
        out.put("record/partnership-votes.json", votes(organization));
        documents(organization, out);
    }

    private String json(UUID partnership, UUID organization, String name) {
        return jdbc.sql("SELECT jsonb_build_object('partnership', ?, 'organization', ?, 'name', ?::text)::text")
                .params(partnership, organization, name)
                .query(String.class)
                .single();
    }

    @Override
    public int comeBack(ArrivingFiles in) {
        int[] added = {rows.comeBack(in)};
        in.rows(KNOWN, text -> {
            rows.demandTheirs(BY_NAME, in.organization(), text);
            added[0] += jdbc.sql("""
                    INSERT INTO partnerships.known_by_name (partnership, organization, name)
                    SELECT partnership, organization, name FROM jsonb_populate_recordset(NULL::partnerships.known_by_name, :rows::jsonb)
                    """).param("rows", text).update();
        });
        demandWithin(in.organization());
        narrow(in);
        List<String> partners = jdbc.sql("""
                SELECT DISTINCT k.name FROM partnerships.known_by_name k JOIN partnerships.partnership p ON p.id = k.partnership
                WHERE p.convener = ? AND p.closed_at IS NULL ORDER BY 1
                """)
                .param(in.organization().value())
                .query((row, n) -> row.getString(1))
                .list();
        if (!partners.isEmpty()) {
            in.tell("partners, known by name and no members here until they are invited and accept: "
                    + String.join(", ", partners));
        }
        return added[0];
    }

    private void demandWithin(OrganizationId organization) {
        ArrivingRows looked = new ArrivingRows();
        for (String question : WITHIN) {
            jdbc.sql(question.formatted(OF_PARTNERSHIP) + " LIMIT 20")
                    .param("organization", organization.value())
                    .query(row -> {
                        looked.demand(
                                false,
                                "partnerships." + row.getString(1),
                                row.getString(2),
                                "does not fit its partnership");
                    });
        }
        jdbc.sql("SELECT DISTINCT kind FROM partnerships.minute WHERE " + OF_PARTNERSHIP)
                .param("organization", organization.value())
                .query((row, n) -> row.getString(1))
                .list()
                .forEach(kind -> looked.asTheForm("partnerships.minute", "kind", () -> Minute.Kind.valueOf(kind)));
        looked.refuseIfAny();
    }

    /** What somebody else owns here comes into a scope by their word alone: a file opens nobody's crosswalk and nobody's draft. */
    private void narrow(ArrivingFiles in) {
        record Subject(UUID partnership, String kind, UUID subject) {}
        List<Subject> others = jdbc
                .sql("SELECT partnership, kind, subject FROM partnerships.scope WHERE " + OF_PARTNERSHIP)
                .param("organization", in.organization().value())
                .query((row, n) ->
                        new Subject(row.getObject(1, UUID.class), row.getString(2), row.getObject(3, UUID.class)))
                .list()
                .stream()
                .filter(subject -> !may(in.organization(), subject.kind(), subject.subject()))
                .toList();
        others.forEach(
                subject -> jdbc.sql("DELETE FROM partnerships.scope WHERE partnership = ? AND kind = ? AND subject = ?")
                        .params(subject.partnership(), subject.kind(), subject.subject())
                        .update());
        if (!others.isEmpty()) {
            in.tell("taken out of the scope of partnerships, because others own it or it is not here: %d"
                    .formatted(others.size()));
        }
    }

    private boolean may(OrganizationId organization, String kind, UUID subject) {
        return switch (kind) {
            case "framework" ->
                frameworks
                        .find(new FrameworkId(subject))
                        .filter(f -> f.published() || f.owner().equals(organization))
                        .isPresent();
            case "crosswalk" ->
                crosswalks
                        .find(new CrosswalkId(subject))
                        .filter(c -> c.owner().equals(organization))
                        .isPresent();
            default -> achievements.find(new AchievementId(subject)).isPresent();
        };
    }

    /** The charter and the minutes for people to read, and what was signed, byte for byte. */
    private void documents(OrganizationId organization, LeavingFiles out) {
        jdbc.sql("SELECT id, name FROM partnerships.partnership WHERE convener = ? ORDER BY id")
                .param(organization.value())
                .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .forEach(partnership -> {
                    PartnershipId id = new PartnershipId(partnership.getKey());
                    out.put("partnerships/" + id + "-charter.md", charter(id, partnership.getValue()));
                    out.put("partnerships/" + id + "-minutes.md", minutes(id, partnership.getValue()));
                });
    }

    private String charter(PartnershipId id, String name) {
        Charter charter = charters.current(id);
        StringBuilder text = new StringBuilder(
                "# Charter of %s\n\nVersion %d\n\n%s\n".formatted(name, charter.version(), charter.purpose()));
        jdbc.sql(
                        "SELECT organization, text, hours FROM partnerships.commitment WHERE partnership = ? AND version = ? ORDER BY organization")
                .params(id.value(), charter.version())
                .query(row -> {
                    text.append("\n## %s\n\n%s (%s hours)\n"
                            .formatted(called(row.getObject(1, UUID.class)), row.getString(2), row.getBigDecimal(3)));
                });
        jdbc.sql(
                        "SELECT title, due FROM partnerships.milestone WHERE partnership = ? AND version = ? ORDER BY position")
                .params(id.value(), charter.version())
                .query(row -> {
                    text.append("\n- %s: %s".formatted(row.getString(2), row.getString(1)));
                });
        text.append("\n\nSigned by\n");
        jdbc.sql(
                        "SELECT organization, signed_at::date::text FROM partnerships.sign_off WHERE partnership = ? AND version = ? ORDER BY signed_at, organization")
                .params(id.value(), charter.version())
                .query(row -> {
                    text.append("\n- %s, %s".formatted(called(row.getObject(1, UUID.class)), row.getString(2)));
                });
        return text.append('\n').toString();
    }

    private String minutes(PartnershipId id, String name) {
        StringBuilder text = new StringBuilder("# Minutes of " + name + "\n");
        int place = 0;
        for (Minute minute : minutes.of(id).reversed()) {
            OrganizationId of = minute.organization();
            text.append("\n## %d. %s\n\n%s\n\nBy %s%s\n"
                    .formatted(
                            ++place,
                            minute.at(),
                            minute.text(),
                            people.find(minute.by()).map(Person::displayName).orElse("somebody"),
                            of == null ? "" : " for " + called(of.value())));
        }
        return text.toString();
    }

    private String called(UUID organization) {
        return names.of(new OrganizationId(organization));
    }

    /** Of questions whose votes everybody has seen, in an order that says nothing of who cast them. */
    private String votes(OrganizationId organization) {
        return jdbc.sql("""
                SELECT coalesce(jsonb_agg(v ORDER BY v::text), '[]')::text FROM (
                    SELECT to_jsonb(t) - 'participant' - 'cast_at' || jsonb_build_object('organization', p.organization) AS v
                    FROM partnerships.vote t JOIN partnerships.participant p ON p.id = t.participant
                        JOIN partnerships.turn s ON s.question = t.question AND s.number = t.turn
                    WHERE s.revealed_at IS NOT NULL
                        AND t.partnership IN (SELECT id FROM partnerships.partnership WHERE convener = :organization)) counted
                """)
                .param("organization", organization.value())
                .query((row, n) -> row.getString(1))
                .single();
    }
}
