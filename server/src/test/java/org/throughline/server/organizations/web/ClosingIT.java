package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.LogFilter;
import org.throughline.server.console.Fsck;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.records.Consents;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;
import org.throughline.server.support.Visitor;

/** Whoever closes their account is forgotten by every room, and the log still holds. */
@ServerTest
class ClosingIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final College colleges;
    private final People people;
    private final Organizations organizations;
    private final Consents consents;
    private final AuditLog log;
    private final Fsck fsck;
    private final Path data;
    private final TransactionTemplate transaction;
    private final RunningServer server;

    ClosingIT(
            College colleges,
            People people,
            Organizations organizations,
            Consents consents,
            AuditLog log,
            Fsck fsck,
            DataDirectory directory,
            TransactionTemplate transaction,
            RunningServer server) {
        this.transaction = transaction;
        this.colleges = colleges;
        this.people = people;
        this.organizations = organizations;
        this.consents = consents;
        this.log = log;
        this.fsck = fsck;
        this.data = directory.path();
        this.server = server;
    }

    @Test
    void forgetsWhoeverClosesTheirAccountInEveryRoom() throws Exception {
        Campus campus = colleges.open();
        String mark = "zyx" + UUID.randomUUID().toString().substring(0, 8);
        String name = "Zyx Canary " + mark;
        String email = mark + "@canary.example";
        Person person = people.register(name, email, PASSWORD);
        colleges.issue(campus, campus.roster(name + "," + email + ",EP-101", name + "," + email + ",NO-SUCH"), false);
        consents.grantAllEmployers(person.id(), true);
        organizations.setRoles(
                campus.organization().id(),
                person.id(),
                Set.of(Role.EDITOR),
                campus.issuer().id());
        Visitor visitor = new Visitor(server);
        visitor.signIn(email, PASSWORD);
        Visitor elsewhere = new Visitor(server);
        elsewhere.signIn(email, PASSWORD);
        visitor.post("/account/keys", "name", "script of " + mark, "days", "30");
        assertThat(whereverItStands(mark)).isNotEmpty();
        Set<String> before = amiss();

        visitor.get("/account/close");
        assertThat(visitor.post("/account/close").status()).as("not sure").isEqualTo(422);
        assertThat(Leaves.during(
                        "POST /account/close",
                        () -> assertThat(visitor.post("/account/close", "sure", "yes")
                                        .heading())
                                .isEqualTo("Your account is closed")))
                .hasSize(1);

        assertThat(whereverItStands(mark)).isEmpty();
        assertThat(visitor.get("/account").address().getPath()).isEqualTo("/sign-in");
        assertThat(elsewhere.get("/account").address().getPath()).isEqualTo("/sign-in");
        assertThat(new Visitor(server).signIn(email, PASSWORD).address().getPath())
                .isEqualTo("/sign-in");
        assertThat(log.concerning(person.id().value(), LogFilter.ALL, 0, 10).items())
                .isEmpty();
        assertThat(Files.readString(data.resolve("erasures/ledger.txt")))
                .as("written outside the database, and not by name")
                .isNotEmpty()
                .doesNotContain(mark)
                .doesNotContain(person.id().toString());
        assertThat(amiss()).as("nothing that was not amiss before").isSubsetOf(before);
    }

    /** What does not hold in the database that this test shares with others, who leave keys of organizations that never were. */
    private Set<String> amiss() {
        return fsck.ask().stream()
                .filter(answer -> Set.of("I6", "I9", "I10").contains(answer.id()))
                .flatMap(answer -> answer.findings().stream())
                .collect(Collectors.toSet());
    }

    /** An older backup still has the person: the ledger outside names them, and the rooms forget them once more. */
    @Test
    void forgetsAgainWhomAnOlderDatabaseStillHas() throws Exception {
        String mark = "again" + UUID.randomUUID().toString().substring(0, 8);
        Person person = people.ensure("Zyx " + mark, mark + "@canary.example");
        Person other = people.ensure("Other " + mark, mark + "@other.example");
        transaction.executeWithoutResult(status -> log.forget(person.id().value()));
        assertThat(whereverItStands("Zyx " + mark)).isEmpty();
        TestDatabase.ownersSql()
                .sql("update organizations.person set display_name = ?, email = ?, email_key = ? where id = ?")
                .params(
                        "Zyx " + mark,
                        mark + "@canary.example",
                        mark + "@canary.example",
                        person.id().value())
                .update();

        Integer again = transaction.execute(status ->
                log.forgetAgain(List.of(person.id().value(), other.id().value())));

        assertThat(again).isEqualTo(1);
        assertThat(whereverItStands("Zyx " + mark)).isEmpty();
        assertThat(whereverItStands(mark + "@canary.example")).isEmpty();
        assertThat(people.find(other.id()).orElseThrow().displayName()).isEqualTo("Other " + mark);
    }

    @Test
    void keepsTheLastOwnerUntilSomebodyElseIsOne() throws Exception {
        Campus campus = colleges.open();
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(campus.issuer().email()), campus.password());
        assertThat(visitor.get("/account/close").html().text())
                .contains(campus.organization().name() + " has no other owner");
        assertThat(visitor.post("/account/close", "sure", "yes").status()).isEqualTo(409);
        assertThat(visitor.get("/account").status()).isEqualTo(200);
    }

    /** The tables of the database whose rows say this. */
    private List<String> whereverItStands(String text) {
        return TestDatabase.ownersSql().sql("""
                select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema')
                order by 1
                """).query((row, number) -> row.getString(1)).list().stream()
                .filter(table -> TestDatabase.ownersSql()
                        .sql("select exists (select from " + table + " t where t::text like '%' || ? || '%')")
                        .param(text)
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
