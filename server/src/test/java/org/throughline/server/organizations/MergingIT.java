package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.access.PersonalKeys;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.LogFilter;
import org.throughline.server.database.Reach;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;

/**
 * Two accounts become one: every column of the database that names a person is named here, with what becomes of it, and is tried with a row. A
 * new column fails until it is named.
 */
@ServerTest
class MergingIT {
    private static final String PASSWORD = "correct horse battery staple";

    /** What becomes of a column that names the one who goes. */
    private enum Fate {
        /** It names the one who stays. */
        MOVES,
        /** Its rows end. */
        ENDS,
        /** It names the one who goes for ever, for the reason that stands beside it. */
        STAYS
    }

    private static final Map<String, Fate> FATES = new TreeMap<>();

    static {
        List.of(
                        "access.client.created_by",
                        "access.personal_key.person",
                        "access.webhook.made_by",
                        "alignment.crosswalks.opened_by",
                        "alignment.postponed.postponed_by",
                        "alignment.runs.asked_by",
                        "alignment.teaching.allowed_by",
                        "audit.person_key.joined",
                        "cocreation.acts.by_person",
                        "cocreation.comments.by_person",
                        "cocreation.doors.opened_by",
                        "cocreation.happenings.by_person",
                        "cocreation.invitations.answered_by",
                        "cocreation.invitations.invited_by",
                        "cocreation.items.changed_by",
                        "cocreation.letters_off.person",
                        "cocreation.members.invited_by",
                        "cocreation.members.person",
                        "cocreation.mentions.person",
                        "cocreation.opinions.by_person",
                        "cocreation.proposals.by_person",
                        "cocreation.resolutions.by_person",
                        "cocreation.rounds.closed_by",
                        "cocreation.rounds.opened_by",
                        "cocreation.threads.opened_by",
                        "cocreation.threads.resolved_by",
                        "cocreation.told.person",
                        "cocreation.workspaces.opened_by",
                        "custody.compromise_report.decided_by",
                        "custody.compromise_report.reported_by",
                        "custody.halt.halted_by",
                        "custody.halt.lifted_by",
                        "frameworks.mirrors.begun_by",
                        "frameworks.pending_imports.by_person",
                        "frameworks.versions.by_person",
                        "issuing.batch.started_by",
                        "issuing.credential.recipient",
                        "issuing.endorsement.signed_by",
                        "organizations.invitation.invited_by",
                        "organizations.membership.person",
                        "organizations.person.merged_into",
                        "partnerships.charter.written_by",
                        "partnerships.charter_document.signed_by",
                        "partnerships.minutes_document.signed_by",
                        "partnerships.delegate.named_by",
                        "partnerships.delegate.person",
                        "partnerships.hours.logged_by",
                        "partnerships.letters_off.person",
                        "partnerships.mail_invitation.asked_by",
                        "partnerships.member.answered_by",
                        "partnerships.member.asked_by",
                        "partnerships.milestone_reached.reached_by",
                        "partnerships.pack.made_by",
                        "partnerships.participant.let_in_by",
                        "partnerships.participant.person",
                        "partnerships.partnership.closed_by",
                        "partnerships.question.settled_by",
                        "partnerships.round.closed_by",
                        "partnerships.sign_off.signed_by",
                        "partnerships.sponsor_request.asked_by",
                        "partnerships.sponsor_sign_off.recorded_by",
                        "partnerships.task_done.done_by",
                        "partnerships.workshop.opened_by",
                        "portability.export.asked_by",
                        "portability.incoming.by_person",
                        "records.consent.person",
                        "records.held_credential.holder",
                        "records.share.person",
                        "talent.candidate.person",
                        "talent.holding.person",
                        "talent.job_profile.stated_by")
                .forEach(column -> FATES.put(column, Fate.MOVES));
        List.of(
                        "access.grant_given.person", // a program goes on only if whoever stays agrees to it
                        "cocreation.presences.person", // where somebody was, for a minute
                        "organizations.failures_in_a_row.person",
                        "organizations.address.person", // one proven address says nothing about who reads the others
                        "organizations.institution_identity.person", // a way in of an account that is over
                        "organizations.one_time_link.person", // likewise
                        "organizations.passkey.person", // likewise
                        "organizations.session.person", // likewise
                        "talent.visibility.person") // made anew from what whoever stays consented to
                .forEach(column -> FATES.put(column, Fate.ENDS));
        List.of(
                        "alignment.decisions.decided_by", // decisions are never changed; shown under the name of who
                        // stays
                        "audit.person_key.person", // an alias leads to the account, which names whom it joined
                        "organizations.lost_second_step.confirmed_by", // whoever runs the server is never merged
                        "partnerships.minute.written_by") // minutes are never changed; shown under the name of who
                // stays
                .forEach(column -> FATES.put(column, Fate.STAYS));
    }

    /** An account with a second step is not merged, so these never name somebody who goes. */
    private static final Set<String> GUARDED = Set.of(
            "organizations.second_step.person",
            "organizations.recovery_code.person",
            "organizations.lost_second_step.person");

    /** What a column of ids is called that holds the id of something else than a person. */
    private static final Set<String> NOT_PEOPLE = Set.of(
            "achievement",
            "act",
            "association",
            "baseline",
            "batch",
            "child",
            "claimed_by",
            "clr",
            "cohort",
            "comment",
            "convener",
            "credential",
            "crosswalk",
            "current",
            "employer",
            "endorsement",
            "export",
            "framework",
            "handle",
            "home",
            "id",
            "identifier",
            "incoming",
            "item",
            "key",
            "list",
            "milestone",
            "mirror",
            "older_secret",
            "organization",
            "outcomes",
            "owner",
            "pack",
            "parent",
            "participant",
            "partnership",
            "profile",
            "proposal",
            "question",
            "requirements",
            "round",
            "run",
            "secret",
            "seen_parent",
            "share",
            "source",
            "status_list",
            "subject",
            "target",
            "task",
            "thread",
            "undoes",
            "webhook",
            "workshop");

    /** What a row with this column asks for beyond the types of its table's columns. */
    private static final Map<String, Map<String, String>> NEEDED = Map.of(
            "custody.compromise_report.decided_by", Map.of("decided_at", "now()", "confirmed", "false"),
            "custody.halt.halted_by",
                    Map.of("lifted_by", "'console'", "lifted_at", "now()", "organization", "gen_random_uuid()"),
            "custody.halt.lifted_by", Map.of("lifted_at", "now()", "organization", "gen_random_uuid()"),
            "issuing.credential.recipient", Map.of("achievement", "gen_random_uuid()"),
            "issuing.endorsement.signed_by", Map.of("associations", "'{}'::uuid[]"),
            "organizations.lost_second_step.confirmed_by", Map.of("confirmed_at", "now()"),
            "partnerships.participant.let_in_by", Map.of("token_hash", "sha256('of a guest')"),
            "partnerships.partnership.closed_by", Map.of("closed_at", "now()"));

    private static final Pattern FIRST_WORD = Pattern.compile("'([A-Za-z_]+)'");

    private final People people;
    private final Organizations organizations;
    private final Merging merging;
    private final PersonalKeys keys;
    private final AuditLog log;
    private final TransactionTemplate transactions;
    private final JdbcClient sql = superusersSql();
    private final List<Runnable> made = new ArrayList<>();

    MergingIT(
            People people,
            Organizations organizations,
            Merging merging,
            PersonalKeys keys,
            AuditLog log,
            TransactionTemplate transactions) {
        this.people = people;
        this.organizations = organizations;
        this.merging = merging;
        this.keys = keys;
        this.log = log;
        this.transactions = transactions;
    }

    @AfterEach
    void leaveNothingBehind() {
        made.reversed().forEach(Runnable::run);
    }

    @Test
    void knowsOfEveryColumnThatNamesAPersonWhatBecomesOfIt() {
        Set<String> named = new TreeSet<>(FATES.keySet());
        named.addAll(GUARDED);
        assertThat(columnsOfPeople()).containsExactlyElementsOf(named);
    }

    @Test
    void movesEndsOrKeepsWhateverNamesWhoGoes() {
        Person into = someone("Ida Into");
        Person from = someone("Fritz From");
        String key = keys.make(from.id(), "a script", Set.of("organization.read"), 7);
        assertThat(key).isNotEmpty();
        Organization organization = organizations.create(
                "merging-" + UUID.randomUUID().toString().substring(0, 8),
                "A College",
                OrganizationKind.EDUCATOR,
                null,
                "",
                from.id());
        organizations.setRoles(organization.id(), from.id(), Set.of(Role.VIEWER), from.id());
        List<String> unfilled = new ArrayList<>();
        for (String column : FATES.keySet()) {
            if (!names(column, from.id()) && !column.equals("audit.person_key.joined")) {
                try {
                    fill(column, from.id(), into.id());
                } catch (DataAccessException e) {
                    unfilled.add(column + ": " + e.getMostSpecificCause().getMessage());
                }
            }
        }
        assertThat(unfilled).as("rows that a table does not take; see NEEDED").isEmpty();

        merge(from.id(), into.id());

        List<String> wrong = new ArrayList<>();
        FATES.forEach((column, fate) -> {
            boolean right = switch (fate) {
                case MOVES -> !names(column, from.id()) && names(column, into.id());
                case ENDS -> !names(column, from.id());
                case STAYS -> names(column, from.id());
            };
            if (!right) {
                wrong.add(column + " should be one of which the name " + fate);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void opensNoDoorForWhoGoesAndGivesTheirLogToWhoStays() {
        Person into = someone("Iris Into");
        Person from = someone("Fred From");
        keys.make(from.id(), "a script", Set.of("organization.read"), 7);
        String email = String.valueOf(from.email());

        merge(from.id(), into.id());

        assertThat(keys.of(from.id())).isEmpty();
        assertThat(Reach.<List<PersonalKeys.Kept>>asHouse("the test", () -> keys.of(into.id())))
                .as("keys end, they do not come along")
                .isEmpty();
        assertThat(Reach.<Boolean>asHouse(
                        "the test", () -> people.byEmail(email).isPresent()))
                .isFalse();
        assertThat(Reach.<Boolean>asHouse("the test", () -> people.hasPassword(from.id())))
                .isFalse();
        assertThat(Reach.<List<String>>asHouse(
                        "the test",
                        () -> log.concerning(into.id().value(), LogFilter.ALL, 0, 50).items().stream()
                                .map(entry -> entry.entry().action())
                                .toList()))
                .contains("person.merged", "access-key.made", "person.registered");
    }

    /** The database as somebody sees it who may put rows in without those that they belong to. */
    private static JdbcClient superusersSql() {
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(
                TestDatabase.folder().resolve("postgresql").resolve("passwords"))) {
            passwords.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TestDatabase.sqlOf("postgres", passwords.getProperty("postgres"));
    }

    private Person someone(String name) {
        return people.register(name, UUID.randomUUID() + "@example.org", PASSWORD);
    }

    private void merge(PersonId from, PersonId into) {
        Reach.asHouse("the test", () -> transactions.executeWithoutResult(status -> merging.merge(from, into)));
    }

    /** Columns of ids that are not known to be of something else, and of texts that say by whom. */
    private List<String> columnsOfPeople() {
        return sql
                .sql("""
                select c.table_schema || '.' || c.table_name || '.' || c.column_name as name, c.column_name as short
                from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
                where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema', 'public')
                  and (c.data_type = 'uuid' or c.table_schema in ('access', 'custody') and c.column_name like '%\\_by')
                order by 1
                """)
                .query((row, number) -> Map.entry(row.getString("name"), row.getString("short")))
                .list()
                .stream()
                .filter(column -> !NOT_PEOPLE.contains(column.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A row that names the person in this column, with whatever else the table asks for; other tables are not looked at. */
    private void fill(String column, PersonId person, PersonId staying) {
        String table = column.substring(0, column.lastIndexOf('.'));
        Map<String, String> values = new LinkedHashMap<>();
        sql.sql("""
                select c.column_name as name, c.data_type as type,
                  (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
                    where k.contype = 'c' and k.conrelid = cast(:table as regclass) and cardinality(k.conkey) = 1
                      and k.conkey[1] = c.ordinal_position) as rule
                from information_schema.columns c
                where c.table_schema || '.' || c.table_name = :table and c.is_nullable = 'NO' and c.column_default is null
                  and c.is_identity = 'NO' and c.is_generated = 'NEVER'
                """)
                .param("table", table)
                .query((row, number) -> Map.entry(
                        row.getString("name"), literal(row.getString("type"), String.valueOf(row.getString("rule")))))
                .list()
                .forEach(each -> values.put(each.getKey(), each.getValue()));
        values.putAll(NEEDED.getOrDefault(column, Map.of()));
        values.put(column.substring(column.lastIndexOf('.') + 1), "'" + person + "'");
        sql.sql("begin; set local session_replication_role = replica; insert into %s (%s) values (%s); commit"
                        .formatted(table, String.join(", ", values.keySet()), String.join(", ", values.values())))
                .update();
        String others = values.entrySet().stream()
                .filter(each -> each.getValue().startsWith("'") && !column.endsWith("." + each.getKey()))
                .map(each -> " and " + each.getKey() + " = " + each.getValue())
                .collect(Collectors.joining());
        made.add(() -> sql.sql(
                        """
                        begin; set local session_replication_role = replica;
                        delete from %s where %s::text in ('%s', '%s')%s; commit
                        """.formatted(table, column.substring(column.lastIndexOf('.') + 1), person, staying, others))
                .update());
    }

    private static String literal(String type, String rule) {
        return switch (type) {
            case "uuid" -> "'" + UUID.randomUUID() + "'";
            case "boolean" -> "false";
            case "timestamp with time zone" -> "now()";
            case "date" -> "current_date";
            case "bytea" -> "sha256('" + UUID.randomUUID() + "')";
            case "ARRAY" -> "array['x']";
            case "jsonb", "json" -> "'{}'";
            case "text", "character varying" -> {
                Matcher word = FIRST_WORD.matcher(rule);
                yield rule.contains("ANY") && word.find() ? "'" + word.group(1) + "'" : "'" + UUID.randomUUID() + "'";
            }
            default -> "1";
        };
    }

    private boolean names(String column, PersonId person) {
        int dot = column.lastIndexOf('.');
        return sql.sql("select exists (select 1 from %s where %s::text = :person)"
                        .formatted(column.substring(0, dot), column.substring(dot + 1)))
                .param("person", person.toString())
                .query(Boolean.class)
                .single();
    }
}
