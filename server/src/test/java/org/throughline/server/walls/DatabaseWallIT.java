package org.throughline.server.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.ServerTest;

/** The second wall by itself: what PostgreSQL keeps apart, whatever the code asks for. */
@ServerTest
class DatabaseWallIT {
    /** Tables that hold nobody's rows. Each with its reason. */
    private static final Set<String> NOBODYS = Set.of();

    private static final Reach PUBLIC = new Reach.Public();

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final People people;
    private final Organizations organizations;

    DatabaseWallIT(JdbcClient sql, TransactionTemplate transaction, People people, Organizations organizations) {
        this.sql = sql;
        this.transaction = transaction;
        this.people = people;
        this.organizations = organizations;
    }

    @Test
    void holdsEveryTableByARowLevelPolicy() {
        List<String> open = sql.sql("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public')
                   and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
                 order by 1
                """).query((row, _) -> row.getString(1)).list();

        assertThat(open).as("tables without row-level security").allMatch(NOBODYS::contains);
    }

    @Test
    void givesTheServerNothingToOwnAndNothingInThePublicSchema() {
        assertThat(sql.sql("select current_user").query(String.class).single()).isEqualTo("throughline_app");
        assertThat(sql.sql("""
                select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'throughline_app'
                """).query(Integer.class).single()).isZero();
        assertThat(sql.sql("""
                select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = 'throughline_app'
                """).query(Boolean.class).single()).isFalse();
        assertThatThrownBy(() -> sql.sql("select count(*) from public.flyway_schema_history")
                        .query(Integer.class)
                        .single())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> sql.sql("alter table organizations.person disable row level security")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void givesALoginOfTheServersOwnNothingWhenItTakesTheRoleOff() {
        transaction.executeWithoutResult(status -> {
            sql.sql("reset role").update();
            assertThat(sql.sql(
                                    "select current_user = session_user and not pg_has_role(current_user, c.relowner, 'MEMBER')"
                                            + " from pg_class c where c.oid = 'audit.entry'::regclass")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            status.setRollbackOnly();
        });
        for (String harm : List.of(
                "alter table audit.entry disable trigger user",
                "alter table audit.entry disable row level security",
                "update audit.entry set actor = 'nobody'",
                "delete from audit.person_key",
                "set role throughline",
                "set session authorization throughline")) {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        sql.sql("reset role").update();
                        sql.sql(harm).update();
                    }))
                    .as(harm)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining(harm.startsWith("alter") ? "must be owner" : "permission denied");
        }
        Integer seen = Reach.<Integer>as(
                PUBLIC,
                () -> transaction.execute(_ -> {
                    sql.sql("reset role").update();
                    int people = sql.sql("select count(*) from organizations.person")
                            .query(Integer.class)
                            .single();
                    sql.sql("set role throughline_app").update();
                    return people;
                }));
        assertThat(seen).isZero();
    }

    @Test
    void opensTheDoorsBehindTheLogAsFarAsTheWorkMaySee() {
        Seat one = seat("wall-doors");
        Seat other = seat("wall-closed");
        String alias = Reach.asHouse(
                "a test asks",
                () -> sql.sql("select audit.alias_of(?, null, null)")
                        .param(one.person().value())
                        .query(String.class)
                        .single());
        assertThat(behind(one.reach(), alias)).containsExactly(one.person().value());
        assertThat(behind(other.reach(), alias)).isEmpty();
        assertThat(behind(PUBLIC, alias)).isEmpty();
        for (Reach reach : List.of(PUBLIC, one.reach(), other.reach())) {
            assertThatThrownBy(() -> Reach.as(
                            reach,
                            () -> sql.sql("select audit.forget(?)")
                                    .param(one.person().value())
                                    .query(Boolean.class)
                                    .single()))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(behind(one.reach(), alias)).hasSize(1);
        String write = "insert into audit.entry (at, action, actor, organization, subject, details, leaf)"
                + " values (now(), 'organization.described', ?, ?, 'x', '{}', sha256('x'))";
        for (String[] forged : new String[][] {
            {alias, other.organization().toString()},
            {"person:" + "0".repeat(32), null},
            {"system", other.organization().toString()}
        }) {
            assertThatThrownBy(() -> Reach.as(
                            one.reach(),
                            () -> sql.sql(write).params(forged[0], forged[1]).update()))
                    .as(String.join(" ", forged[0], String.valueOf(forged[1])))
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("row-level security");
        }
    }

    private List<UUID> behind(Reach reach, String alias) {
        return Reach.as(
                reach,
                () -> sql.sql("select person from audit.people_behind(array[?])")
                        .param(alias)
                        .query(UUID.class)
                        .list());
    }

    @Test
    void letsTheLogBeAddedToAndNothingElse() {
        for (String change : List.of(
                "update audit.entry set actor = 'nobody' where false",
                "delete from audit.entry where false",
                "truncate audit.entry")) {
            assertThatThrownBy(() -> sql.sql(change).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void showsAPersonToThemselvesToTheirColleaguesAndToNobodyElse() {
        Seat one = seat("wall-one");
        Seat other = seat("wall-other");
        PersonId colleague = people.register("Colleague", UUID.randomUUID() + "@wall.example", "four words that differ")
                .id();
        organizations.setRoles(one.organization(), colleague, Set.of(Role.VIEWER), one.person());

        assertThat(seen(PUBLIC)).isEmpty();
        assertThat(seen(one.reach())).containsExactlyInAnyOrder(one.person().value(), colleague.value());
        assertThat(seen(other.reach())).containsExactly(other.person().value());
    }

    @Test
    void refusesARowForAnotherOrganization() {
        Seat one = seat("wall-writes");
        Seat other = seat("wall-written");

        assertThatThrownBy(() -> Reach.as(
                        one.reach(),
                        () -> sql.sql("""
                        insert into organizations.membership (organization, person, roles) values (?, ?, array['OWNER'])
                        """)
                                .params(
                                        other.organization().value(),
                                        one.person().value())
                                .update()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
        int changed = Reach.as(
                one.reach(),
                () -> sql.sql("update organizations.organization set name = 'Taken' where id = ?")
                        .param(other.organization().value())
                        .update());
        assertThat(changed).isZero();
    }

    @Test
    void carriesTheReachIntoARunningTransactionAndBackOut() {
        Seat one = seat("wall-transaction");

        Reach.as(
                one.reach(),
                () -> transaction.executeWithoutResult(_ -> {
                    assertThat(reachOfTheConnection()).isEqualTo(one.person().toString());
                    Reach.asHouse(
                            "a narrow errand",
                            () -> assertThat(reachOfTheConnection()).isEqualTo("house"));
                    assertThat(reachOfTheConnection()).isEqualTo(one.person().toString());
                }));
        assertThat(reachOfTheConnection()).isEqualTo("house");
    }

    @Test
    void keepsTheReachRightAfterATransactionThatWasTakenBack() {
        Seat one = seat("wall-rollback");
        for (int i = 0; i < 30; i++) { // more often than the pool has connections
            Reach.as(
                    one.reach(),
                    () -> transaction.executeWithoutResult(status -> {
                        assertThat(reachOfTheConnection())
                                .isEqualTo(one.person().toString());
                        status.setRollbackOnly();
                    }));
            assertThat(Reach.<String>as(PUBLIC, this::reachOfTheConnection)).isEmpty();
        }
    }

    private String reachOfTheConnection() {
        return sql.sql(
                        "select coalesce(nullif(current_setting('throughline.reach', true), ''), current_setting('throughline.person', true), '')")
                .query(String.class)
                .single();
    }

    private List<UUID> seen(Reach reach) {
        return Reach.as(
                reach,
                () -> sql.sql("select id from organizations.person")
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .list());
    }

    private Seat seat(String slug) {
        PersonId person = people.register(
                        "Owner of " + slug, UUID.randomUUID() + "@wall.example", "four words that differ")
                .id();
        var organization = organizations.create(
                slug + "-" + UUID.randomUUID().toString().substring(0, 8),
                slug,
                OrganizationKind.EDUCATOR,
                null,
                "",
                person);
        organizations.setRoles(organization.id(), person, Set.of(Role.OWNER), person);
        return new Seat(person, organization.id());
    }

    private record Seat(PersonId person, org.throughline.server.organizations.OrganizationId organization) {
        Reach reach() {
            return new Reach.Person(person.value(), Set.of(organization.value()));
        }
    }
}
