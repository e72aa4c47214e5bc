package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.support.Codes;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;
import org.throughline.server.teeth.AbuseCase;

@ServerTest
class SecondStepIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final RunningServer server;
    private final People people;

    SecondStepIT(RunningServer server, People people) {
        this.server = server;
        this.people = people;
    }

    @Test
    void asksForACodeOrARecoveryCodeEachOnce() throws Exception {
        Person ana = people.register("Ana Twice", UUID.randomUUID() + "@example.org", PASSWORD);
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(ana.email()), PASSWORD);
        Seen begun = visitor.get("/account/second-step/new");
        String secret = secret(begun);
        assertThat(begun.html().select("svg.qr")).hasSize(1);
        assertThat(visitor.post("/account/second-step/new", "code", "000000").status())
                .isEqualTo(422);
        Seen on = visitor.post("/account/second-step/new", "code", Codes.now(secret));
        assertThat(on.html().select("ol.codes code")).hasSize(10);
        String recovery = on.html().select("ol.codes code").eachText().getFirst();

        Visitor again = new Visitor(server);
        assertThat(again.signIn(String.valueOf(ana.email()), PASSWORD).heading())
                .isEqualTo("Your second step");
        assertThat(again.get("/account").address().getPath()).isEqualTo("/sign-in");
        again.get("/sign-in/code");
        List<AuditEntry> left = Leaves.during(
                "POST /sign-in/code",
                () -> assertThat(again.post("/sign-in/code", "code", recovery.toUpperCase(java.util.Locale.ROOT))
                                .heading())
                        .isEqualTo("Your account"));
        assertThat(left).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("person.signed-in");
            assertThat(entry.parts()).extracting(AuditEntry::action).containsExactly("recovery-code.used");
        });

        Visitor third = new Visitor(server);
        third.signIn(String.valueOf(ana.email()), PASSWORD);
        assertThat(Leaves.during(
                        "POST /sign-in/code",
                        () -> assertThat(third.post("/sign-in/code", "code", recovery)
                                        .heading())
                                .isEqualTo("Your second step")))
                .isEmpty();
        assertThat(again.get("/account/second-step").html().text()).contains("9 recovery codes left");

        // beside a second step a shorter password is enough, and then the step can't be dropped
        again.get("/account");
        assertThat(again.post("/account/password", "wanted", "otter-77").status())
                .isEqualTo(200);
        again.get("/account/second-step");
        assertThat(again.post("/account/second-step/off").status()).isEqualTo(422);
        again.get("/account");
        again.post("/account/password", "wanted", PASSWORD + " anew");
        again.get("/account/second-step");
        again.post("/account/second-step/off");
        assertThat(new Visitor(server)
                        .signIn(String.valueOf(ana.email()), PASSWORD + " anew")
                        .heading())
                .contains("Ana Twice");
        assertThat(server.sql()
                        .sql(
                                "SELECT count(*) FROM organizations.second_step s WHERE s::text LIKE '%' || :secret || '%'")
                        .param("secret", secret)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "no code of a second step is taken twice",
            in = "org.throughline.server.organizations.SecondSteps",
            method = "isFirstUse",
            answer = "true")
    void takesNoCodeTwice() throws Exception {
        Person ana = people.register("Ana Replayed", UUID.randomUUID() + "@example.org", PASSWORD);
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(ana.email()), PASSWORD);
        String secret = secret(visitor.get("/account/second-step/new"));
        String seen = Codes.now(secret);
        visitor.post("/account/second-step/new", "code", seen);

        Visitor thief = new Visitor(server);
        thief.signIn(String.valueOf(ana.email()), PASSWORD);
        assertThat(thief.post("/sign-in/code", "code", seen).heading()).isEqualTo("Your second step");
        assertThat(thief.get("/account").address().getPath()).isEqualTo("/sign-in");

        String next = Codes.next(secret);
        Visitor owner = new Visitor(server);
        owner.signIn(String.valueOf(ana.email()), PASSWORD);
        assertThat(Leaves.during(
                        "POST /sign-in/code",
                        () -> assertThat(owner.post("/sign-in/code", "code", next)
                                        .heading())
                                .contains("Ana Replayed")))
                .extracting(AuditEntry::action)
                .containsExactly("person.signed-in");
        thief.get("/sign-in/code");
        assertThat(thief.post("/sign-in/code", "code", next).heading()).isEqualTo("Your second step");
    }

    @Test
    void asksForAFreshProofBeforeTheWayInIsChanged() throws Exception {
        Person ana = people.register("Ana Fresh", UUID.randomUUID() + "@example.org", PASSWORD);
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(ana.email()), PASSWORD);
        server.sql()
                .sql(
                        "UPDATE organizations.session SET created_at = created_at - interval '6 minutes' WHERE person = :p")
                .param("p", ana.id().value())
                .update();
        visitor.get("/account");
        Seen asked = visitor.post("/account/password", "wanted", PASSWORD + " taken over");
        assertThat(asked.heading()).isEqualTo("Prove that it is you");
    }

    private static String secret(Seen page) {
        return page.html().select("main li code").text().replace(" ", "");
    }
}
