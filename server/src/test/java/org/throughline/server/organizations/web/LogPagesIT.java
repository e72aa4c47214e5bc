package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.log.LogReceipt;
import org.throughline.credentials.log.NoteKey;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;

@ServerTest
class LogPagesIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final RunningServer server;
    private final AuditLog log;
    private final Visitor owner;
    private final Visitor member;
    private final Visitor stranger;
    private final Organization college;
    private final Person ownerPerson;
    private final Person memberPerson;
    private final String path;

    LogPagesIT(RunningServer server, People people, Organizations organizations, AuditLog log) {
        this.server = server;
        this.log = log;
        this.owner = new Visitor(server);
        this.member = new Visitor(server);
        this.stranger = new Visitor(server);
        this.ownerPerson = people.register("Olga Owner", mail("owner"), PASSWORD);
        this.memberPerson = people.register("=Mia Member", mail("member"), PASSWORD);
        people.register("Sam Stranger", mail("stranger"), PASSWORD);
        this.college = organizations.create(
                "college-" + tag, "Riverbend College", OrganizationKind.EDUCATOR, null, "Teaches.", ownerPerson.id());
        organizations.setRoles(college.id(), ownerPerson.id(), Set.of(Role.OWNER), ownerPerson.id());
        organizations.setRoles(college.id(), memberPerson.id(), Set.of(Role.EDITOR), ownerPerson.id());
        this.path = "/o/" + college.slug() + "/log";
    }

    @BeforeEach
    void signIn() throws Exception {
        owner.signIn(mail("owner"), PASSWORD);
        member.signIn(mail("member"), PASSWORD);
        stranger.signIn(mail("stranger"), PASSWORD);
    }

    @Test
    void tellsAnOwnerWhatWasDoneInSentencesAndLetsThemNarrowIt() throws Exception {
        Seen page = owner.get(path);
        assertThat(page.html().select("main tbody tr th").eachText())
                .contains("Olga Owner set the roles of =Mia Member to editor.", "Olga Owner set the organization up.");

        Seen roles = owner.get(path + "?topic=roles");
        assertThat(roles.html().select("main tbody tr th").eachText())
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(sentence).contains("set the roles of"));
        assertThat(owner.get(path + "?until=2020-01-01").html().select("main").text())
                .contains("Nothing fits");
        assertThat(owner.get(path + "?from=yesterday").status()).isEqualTo(422);

        Seen csv = owner.get(path + ".csv?topic=roles");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.response().body())
                .contains("Olga Owner set the roles of =Mia Member to editor.")
                .contains(",'=Mia Member,");
    }

    @Test
    void tellsAPersonWhatConcernsThemAndNobodyElse() throws Exception {
        assertThat(member.get("/account/log").html().select("main tbody tr th").eachText())
                .contains("Olga Owner set your roles to editor at Riverbend College.");
        assertThat(stranger.get("/account/log").html().select("main").text()).doesNotContain("Olga");
        assertThat(member.get(path).status()).isEqualTo(403);
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get(path + ".csv").status()).isEqualTo(404);
    }

    @Test
    void handsOutReceiptsToThoseWhomTheyConcern() throws Exception {
        String address = receiptAddress(owner, path + "?topic=roles");
        Seen receipt = owner.get(address);
        assertThat(receipt.header("Content-Disposition")).contains("attachment");
        assertThat(check(receipt)).isInstanceOf(LogReceipt.Answer.Stands.class);
        assertThat(receipt.response().body())
                .doesNotContain(memberPerson.id().toString())
                .doesNotContain("Mia");

        String own = receiptAddress(member, "/account/log?topic=roles");
        assertThat(check(member.get(own))).isInstanceOf(LogReceipt.Answer.Stands.class);
        assertThat(stranger.get(own).status()).isEqualTo(404);
        assertThat(stranger.get(address).status()).isEqualTo(404);
        assertThat(member.get(address).status()).isEqualTo(403);
    }

    @Test
    void namesNobodyWhoWasForgotten() throws Exception {
        log.forget(memberPerson.id().value());
        assertThat(owner.get(path).html().select("main tbody tr th").eachText())
                .contains("Olga Owner set the roles of somebody who is not here any more to editor.");
        assertThat(member.get("/account/log").html().select("main tbody tr")).isEmpty();
    }

    private LogReceipt.Answer check(Seen receipt) throws Exception {
        NoteKey key = NoteKey.parse(
                        server.get("/log/key").body().lines().findFirst().orElseThrow())
                .orElseThrow();
        byte[] json = receipt.response().body().getBytes(StandardCharsets.UTF_8);
        return ((LogReceipt.Read.Receipt) LogReceipt.read(json)).receipt().check(key);
    }

    /** The first receipt on a page, once it is there: at most a second after the act. */
    private static String receiptAddress(Visitor visitor, String page) throws Exception {
        for (int i = 0; i < 100; i++) {
            var links = visitor.get(page).html().select("main tbody tr:first-child a[href$=/receipt]");
            if (!links.isEmpty()) {
                return links.attr("href");
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no receipt on " + page);
    }

    private String mail(String who) {
        return who + "-" + tag + "@example.org";
    }
}
