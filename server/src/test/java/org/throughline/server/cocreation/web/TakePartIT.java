package org.throughline.server.cocreation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.SharedWork;
import org.throughline.server.organizations.AccountClosing;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;

/** The letter that asks somebody in: once, for a while, for whom it was written, as long as whoever wrote it leads. */
@ServerTest
class TakePartIT {
    private static final String PASSWORD = "a long enough password 1";

    private final Cohort cohort;
    private final Drafts drafts;
    private final People people;
    private final Organizations organizations;
    private final AccountClosing closing;
    private final RunningServer server;

    TakePartIT(
            Cohort cohort,
            Drafts drafts,
            People people,
            Organizations organizations,
            AccountClosing closing,
            RunningServer server) {
        this.cohort = cohort;
        this.drafts = drafts;
        this.people = people;
        this.organizations = organizations;
        this.closing = closing;
        this.server = server;
    }

    @Test
    void anOldLinkAndOneOfSomebodyWhoLeadsNoMoreOpenNothing() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        String old = ask(work, "old-" + work.framework() + "@grid.example");
        String unvouched = ask(work, "late-" + work.framework() + "@grid.example");
        assertThat(new Visitor(server).get(unvouched).status()).isEqualTo(200);
        server.sql()
                .sql(
                        "update cocreation.invitations set expires_at = now() - interval '1 second' where framework = ? and email like 'old-%'")
                .param(work.framework().value())
                .update();
        assertThat(new Visitor(server).get(old).status()).isEqualTo(404);
        Visitor stranger = new Visitor(server);
        stranger.get("/sign-in");
        assertThat(stranger.post(old, "name", "Fred", "password", PASSWORD).status())
                .isEqualTo(404);
        organizations.setRoles(
                work.college().id(),
                work.college().editor().id(),
                Set.of(Role.VIEWER),
                work.college().owner().id());
        assertThat(new Visitor(server).get(unvouched).status())
                .as("whoever asked leads no more")
                .isEqualTo(404);
    }

    @Test
    void ofTwoWhoOpenTheSameLinkAtOnceOneTakesPart() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        String link = ask(work, "twice-" + work.framework() + "@grid.example");
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> tried = new ArrayList<>();
            for (String name : List.of("Fred Foreman", "Frida Foreman")) {
                Visitor visitor = new Visitor(server);
                visitor.get(link);
                tried.add(both.submit(() ->
                        visitor.post(link, "name", name, "password", PASSWORD).status()));
            }
            for (Future<Integer> answer : tried) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).contains(200).filteredOn(status -> status != 200).hasSize(1);
        assertThat(server.sql()
                        .sql("select count(*) from cocreation.members where framework = ? and side = 'EMPLOYER'")
                        .param(work.framework().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aLetterToSomebodyElsesAccountLetsNobodyElseIn() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Person asked = work.outsiders().reviewer();
        String link = ask(work, String.valueOf(asked.email()));
        Visitor other = cohort.as(work.outsiders().viewer());
        other.get(link);
        Seen refused = other.post(link + "/account", "own", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().text()).contains("address of another account");
        assertThat(other.get(work.base() + "/proposals").status()).isEqualTo(404);
        Visitor whoWasAsked = cohort.as(asked);
        whoWasAsked.get(link);
        assertThat(whoWasAsked.post(link + "/account", "own", "").address().getPath())
                .as("the link still works for whom it was written")
                .isEqualTo(work.base() + "/statements");
    }

    @Test
    void somebodyForWhomACredentialWaitsMakesTheirAccountByTheLetter() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        String email = "expected-" + work.framework() + "@grid.example";
        Person expected = people.ensure("Fred F.", email);
        String link = ask(work, email);
        Visitor visitor = new Visitor(server);
        Seen page = visitor.get(link);
        assertThat(page.html().text()).doesNotContain("You have an account here");
        Seen landed = visitor.post(link, "name", "Fred Foreman", "password", PASSWORD);
        assertThat(landed.address().getPath()).isEqualTo(work.base() + "/statements");
        assertThat(people.byEmail(email).orElseThrow().id()).isEqualTo(expected.id());
    }

    @Test
    void ofSomebodyWhoIsForgottenWhatTheySaidStaysAndNothingSaysWhoItWas() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        String email = "gone-" + work.framework() + "@grid.example";
        String link = ask(work, email);
        Visitor guest = new Visitor(server);
        guest.get(link);
        guest.post(link, "name", "Zebulon Forgettable", "password", PASSWORD);
        guest.get(work.base() + "/propose?item=" + work.rescues() + "&kind=retire");
        guest.post(
                work.base() + "/proposals",
                "item",
                work.rescues().toString(),
                "kind",
                "retire",
                "reason",
                "Nobody does it.");
        Person person = people.byEmail(email).orElseThrow();
        closing.close(person.id(), person.id().toString());
        Seen proposal = cohort.as(work.college().editor()).get(work.base() + "/proposals/1");
        assertThat(proposal.html().text())
                .contains("Nobody does it.", "Somebody who left")
                .doesNotContain("Zebulon");
        assertThat(server.sql()
                        .sql("""
            select count(*) from cocreation.invitations i where i.framework = :framework and (i.email = :email or i.person_name like 'Fred%')
            """)
                        .param("framework", work.framework().value())
                        .param("email", email)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(server.sql()
                        .sql("select count(*) from cocreation.members where person = ?")
                        .param(person.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private String ask(SharedWork work, String email) throws Exception {
        Visitor lead = cohort.as(work.college().editor());
        lead.get(work.base() + "/workspace");
        Seen sent = lead.post(
                work.base() + "/invitations",
                "name",
                "Fred Foreman",
                "email",
                email,
                "speaksFor",
                "Grid Crew Ltd",
                "side",
                "EMPLOYER",
                "role",
                "CONTRIBUTOR");
        assertThat(sent.status()).isEqualTo(200);
        return new Mailbox(server).link(email);
    }
}
