package org.throughline.server.issuing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.server.issuing.BatchId;
import org.throughline.server.issuing.BatchLine;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class IssuingPagesIT {
    private final College colleges;
    private final Issuance issuance;
    private final HeldCredentials credentials;
    private final People people;
    private final RunningServer server;

    IssuingPagesIT(
            College colleges, Issuance issuance, HeldCredentials credentials, People people, RunningServer server) {
        this.colleges = colleges;
        this.issuance = issuance;
        this.credentials = credentials;
        this.people = people;
        this.server = server;
    }

    @Test
    void anIssuerSeesEveryRowsFateThenSignsThenRevokes() throws Exception {
        Campus campus = colleges.open();
        Visitor issuer = signedIn(campus.issuer(), campus.password());
        assertThat(issuer.get("/issuing").html().text()).contains("Nothing issued yet");
        issuer.get("/issuing/new");
        String roster = new String(
                campus.roster("Ana," + campus.email("ana") + ",EP-101", "Jo,jo at home,EP-101"),
                StandardCharsets.UTF_8);

        var dryRun = issuer.post(
                "/issuing/new",
                "organization",
                campus.mark(),
                "achievement",
                campus.safety().id().toString(),
                "roster",
                roster,
                "clr",
                "true",
                "act",
                "check");
        assertThat(dryRun.heading()).isEqualTo("Dry run");
        assertThat(dryRun.html().select("main tbody tr")).hasSize(2);
        assertThat(dryRun.html().select("main tbody tr").get(1).text())
                .contains("Left out")
                .contains("jo at home");
        assertThat(issuance.batches(campus.organization().id())).isEmpty();

        var key = dryRun.html().select("input[name=key]").val();
        var job = issuer.post(
                "/issuing/new",
                "organization",
                campus.mark(),
                "achievement",
                campus.safety().id().toString(),
                "roster",
                roster,
                "clr",
                "true",
                "key",
                key,
                "act",
                "issue");
        assertThat(job.address().getPath()).startsWith("/issuing/batches/");
        BatchLine batch = issuance.batches(campus.organization().id()).getFirst();
        BatchId id = batch.progress().batch();
        colleges.await(id);
        var through = issuer.get(job.address().getPath());
        assertThat(through.html().select("progress").attr("value")).isEqualTo("2");
        assertThat(through.html().text()).contains("every one verified").contains("jo at home");
        assertThat(through.html().select("[hx-trigger]"))
                .as("a batch that is through is not asked about again")
                .isEmpty();
        assertThat(issuer.get(job.address().getPath() + "/report.csv")
                        .response()
                        .body())
                .contains("Circuit Safety,delivered,urn:uuid:")
                .contains("not issued");

        Person ana = people.byEmail(campus.email("ana")).orElseThrow();
        HeldCredential badge = credentials.of(ana.id()).stream()
                .filter(c -> !c.isClr())
                .findFirst()
                .orElseThrow();
        String page = "/issuing/credentials/" + badge.credentialId().substring("urn:uuid:".length());
        assertThat(issuer.get(page).html().select("dialog").text()).contains("cannot be undone");
        var revoked = issuer.post(page + "/revoke", "organization", campus.mark(), "reason", "By mistake");
        assertThat(revoked.html().select("main dl").text()).contains("Revoked").contains("By mistake");
        assertThat(revoked.html().select("dialog#revoke")).isEmpty();
    }

    @Test
    void theVerifyPageAnswersAStrangerInWordsAndKeepsNothing() throws Exception {
        Campus campus = colleges.open();
        colleges.issue(campus, campus.roster("Ben," + campus.email("ben") + ",EP-101"), true);
        Person ben = people.byEmail(campus.email("ben")).orElseThrow();
        List<HeldCredential> held = credentials.of(ben.id());
        HeldCredential clr =
                held.stream().filter(HeldCredential::isClr).findFirst().orElseThrow();
        String text = new String(credentials.document(clr.id()), StandardCharsets.UTF_8);
        Visitor stranger = new Visitor(server);
        assertThat(stranger.get("/verify").status()).isEqualTo(200);

        var answer = stranger.post("/verify", "text", text, "email", campus.email("ben"));
        assertThat(answer.html()
                        .select("main .verdict--large .verdict__word")
                        .eachText()
                        .getFirst())
                .isEqualTo("Verified");
        assertThat(answer.html().select("main dl").eachText().getFirst())
                .contains("This server knows the signer as "
                        + campus.organization().name())
                .contains("the address matches");
        assertThat(answer.html().select("main details summary").eachText())
                .anyMatch(s -> s.startsWith("Verified Circuit Safety"));
        assertThat(answer.html().select("[id]").eachAttr("id")).doesNotHaveDuplicates();

        var changed = stranger.post("/verify", "text", text.replace("Circuit Safety", "Grid Mastery"));
        assertThat(changed.html()
                        .select("main .verdict--large .verdict__word")
                        .eachText()
                        .getFirst())
                .isEqualTo("Not valid");
        assertThat(stranger.post("/verify", "text", "{")
                        .html()
                        .select("main .verdict--large")
                        .text())
                .contains("Not valid");
        assertThat(stranger.post("/verify").html().text()).contains("Choose a file");
        assertThat(stranger.post("/verify", "url", "http://169.254.169.254/latest")
                        .html()
                        .text())
                .contains("not fetched");
        assertThat(credentials.of(ben.id())).isEqualTo(held);
    }

    @Test
    void aRecordIsItsHoldersAlone() throws Exception {
        Campus campus = colleges.open();
        Person cleo = people.register("Cleo", campus.email("cleo"), campus.password());
        Person dan = people.register("Dan", campus.email("dan"), campus.password());
        colleges.issue(campus, campus.roster("Cleo," + campus.email("cleo") + ",EP-101"), true);
        HeldCredential badge = credentials.of(cleo.id()).stream()
                .filter(c -> !c.isClr())
                .findFirst()
                .orElseThrow();

        Visitor learner = signedIn(cleo, campus.password());
        assertThat(learner.get("/record").html().select("main tbody tr")).hasSize(2);
        assertThat(learner.get("/record/" + badge.id()).heading()).isEqualTo("Circuit Safety");
        assertThat(learner.get("/record/" + badge.id() + "/document").response().body())
                .isEqualTo(new String(credentials.document(badge.id()), StandardCharsets.UTF_8));
        learner.get("/record/share");
        var shared = learner.post("/record/share", "credential", badge.id().toString(), "label", "Work", "days", "30");
        String link = shared.html().select("main .copylink__address").attr("href");
        assertThat(link).contains("/s#");
        assertThat(shared.html().select("main svg.qr path")).isNotEmpty();
        assertThat(learner.get("/record/shares").html().select("main .copylink__address"))
                .as("shown once")
                .isEmpty();

        Visitor other = signedIn(dan, campus.password());
        assertThat(other.get("/record/" + badge.id()).status()).isEqualTo(404);
        assertThat(other.get("/record/" + badge.id() + "/document").status()).isEqualTo(404);
        assertThat(other.get("/issuing").status()).isEqualTo(403);
        BatchLine batch = issuance.batches(campus.organization().id()).getFirst();
        assertThat(other.get("/issuing/batches/" + batch.progress().batch()).status())
                .isEqualTo(404);
        assertThat(new Visitor(server).get("/record").address().getPath()).isEqualTo("/sign-in");
    }

    private Visitor signedIn(Person person, String password) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(Objects.requireNonNull(person.email()), password);
        return visitor;
    }
}
