package org.throughline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.ServerTest;
import picocli.CommandLine;

@ServerTest
class OrdersIT {
    private final IssuingHalt halt;
    private final Organization college;
    private final People people;
    private final Path data;

    OrdersIT(IssuingHalt halt, Organizations organizations, People people, DataDirectory directory) {
        this.halt = halt;
        this.people = people;
        this.data = directory.path();
        String tag = "orders-" + UUID.randomUUID();
        var owner = people.ensure("Owner", tag + "@example.org").id();
        this.college = organizations.create(tag, "College", OrganizationKind.EDUCATOR, null, "", owner);
        organizations.setRoles(college.id(), owner, Set.of(Role.OWNER), owner);
    }

    @Test
    void haltsOneOrganizationThroughTheRunningServerAndLetsItGoOn() throws Exception {
        assertThat(Leaves.during(
                        "POST /control/orders/halt",
                        () -> assertThat(say(
                                        new HaltCommand(start()),
                                        "--organization",
                                        college.slug(),
                                        "--reason",
                                        "A test"))
                                .contains("Issuing is halted for " + college.slug())))
                .extracting(AuditEntry::action)
                .containsExactly("issuing.halted");
        assertThat(halt.of(college.id())).singleElement().satisfies(stop -> {
            assertThat(stop.reason()).isEqualTo("A test");
            assertThat(stop.by()).isEqualTo(IssuingHalt.CONSOLE);
        });
        assertThat(Leaves.during(
                        "POST /control/orders/lift",
                        () -> assertThat(say(new HaltCommand(start()), "--organization", college.slug(), "--lift"))
                                .contains("goes on")))
                .extracting(AuditEntry::action)
                .containsExactly("issuing.resumed");
        assertThat(halt.of(college.id())).isEmpty();
    }

    @Test
    void forgetsAPersonWhomTheOperatorIsSureAbout() throws Exception {
        String email = "forget-" + UUID.randomUUID() + "@example.org";
        var person = people.ensure("Zyx Canary", email);
        assertThat(Leaves.during(
                        "POST /control/orders/forget",
                        () -> assertThat(say(new ForgetCommand(start()), email))
                                .contains("would close the account of Zyx Canary")))
                .isEmpty();
        assertThat(people.byEmail(email)).isPresent();
        assertThat(Leaves.during(
                        "POST /control/orders/forget",
                        () -> assertThat(say(
                                        new ForgetCommand(start()),
                                        "--yes",
                                        person.id().toString()))
                                .contains("The account is closed")))
                .hasSize(1);
        assertThat(people.byEmail(email)).isEmpty();
        assertThat(people.find(person.id()).orElseThrow().displayName()).isEqualTo("Somebody who left");
    }

    @Test
    void letsANewMasterKeyTakeOver() throws Exception {
        assertThat(Leaves.during(
                        "POST /control/orders/rotate-master",
                        () -> assertThat(say(new KeysCommand(start()), "rotate-master"))
                                .contains("wraps all keys now")))
                .extracting(AuditEntry::action)
                .containsExactly("master-key.rotated");
    }

    private String say(Object command, String... words) {
        StringWriter said = new StringWriter();
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = data.toString();
        int code = new CommandLine(command).setOut(new PrintWriter(said, true)).execute(all);
        assertThat(code).as(said.toString()).isZero();
        return said.toString();
    }

    private static ServerStart start() {
        return new ServerStart(ThroughlineServer.class);
    }
}
