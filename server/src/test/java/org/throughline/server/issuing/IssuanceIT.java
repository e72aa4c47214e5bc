package org.throughline.server.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.records.CompetenciesWithdrawn;
import org.throughline.server.records.CompetencyVerified;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.support.Heard;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class IssuanceIT {
    private final College colleges;
    private final Issuance issuance;
    private final IssuanceWorker worker;
    private final HeldCredentials credentials;
    private final People people;
    private final PublicAddress address;
    private final RunningServer server;
    private final Heard heard;

    IssuanceIT(
            College colleges,
            Issuance issuance,
            IssuanceWorker worker,
            HeldCredentials credentials,
            People people,
            PublicAddress address,
            RunningServer server,
            Heard heard) {
        this.colleges = colleges;
        this.issuance = issuance;
        this.worker = worker;
        this.credentials = credentials;
        this.people = people;
        this.address = address;
        this.server = server;
        this.heard = heard;
    }

    @Test
    void issuesBadgesAndARecordThatAStrangerVerifiesFromTheBytesAndTheServedStatusList() throws Exception {
        Campus campus = colleges.open();
        BatchProgress progress = colleges.issue(
                campus,
                campus.roster(
                        "Amina Diallo," + campus.email("amina") + ",EP-101;Grid Operation",
                        "Ben Okri," + campus.email("ben") + ",Circuit Safety"),
                true);

        assertThat(progress.failed())
                .as("failed: %s", issuance.failed(progress.batch(), 10))
                .isZero();
        assertThat(progress.issued()).isEqualTo(5);

        Person amina = people.byEmail(campus.email("amina")).orElseThrow();
        List<HeldCredential> held = credentials.of(amina.id());
        assertThat(held).hasSize(3).allSatisfy(c -> {
            assertThat(c.verdict()).isEqualTo(Verdict.VALID);
            assertThat(c.aboutHolder()).isTrue();
            assertThat(c.parent()).isNull();
        });
        HeldCredential clr =
                held.stream().filter(HeldCredential::isClr).findFirst().orElseThrow();
        assertThat(credentials.parts(clr.id())).hasSize(2).isSubsetOf(held);
        for (HeldCredential credential : held) {
            assertThat(asAStranger(credentials.document(credential.id())).verdict())
                    .isEqualTo(Verdict.VALID);
            assertThat(new String(credentials.document(credential.id()), StandardCharsets.UTF_8))
                    .doesNotContain("Amina")
                    .doesNotContain(campus.email("amina"));
        }
    }

    @Test
    void countsACompetencyOnceThoughItsBadgeAlsoStandsInTheRecord() throws Exception {
        Campus campus = colleges.open();
        colleges.issue(campus, campus.roster("Ana," + campus.email("ana") + ",EP-101"), true);
        Person ana = people.byEmail(campus.email("ana")).orElseThrow();
        assertThat(heard.verified.stream().filter(e -> e.person().equals(ana.id())))
                .extracting(CompetencyVerified::item)
                .containsExactlyInAnyOrderElementsOf(campus.items().subList(0, 2));
    }

    @Test
    void revocationShowsInTheServedListAndWithdrawsWhatTheBadgeProved() throws Exception {
        Campus campus = colleges.open();
        colleges.issue(
                campus,
                campus.roster("Cleo," + campus.email("cleo") + ",EP-101", "Dan," + campus.email("dan") + ",EP-101"),
                true);
        Person cleo = people.byEmail(campus.email("cleo")).orElseThrow();
        Person dan = people.byEmail(campus.email("dan")).orElseThrow();
        HeldCredential badge = badge(cleo);
        byte[] document = credentials.document(badge.id());

        issuance.revoke(
                campus.organization().id(),
                badge.credentialId(),
                "Issued to the wrong person",
                campus.issuer().id());

        VerificationReport report = asAStranger(document);
        assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(report.outcome("status")).isEqualTo(Outcome.FAILED);
        assertThat(report.outcome("signature")).isEqualTo(Outcome.PASSED);
        assertThat(badge(cleo).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(badge(dan).verdict()).isEqualTo(Verdict.VALID);
        assertThat(heard.withdrawn).contains(new CompetenciesWithdrawn(cleo.id(), badge.id()));
        assertThat(heard.withdrawn).noneMatch(w -> w.person().equals(dan.id()));
        HeldCredential clr = credentials.of(cleo.id()).stream()
                .filter(HeldCredential::isClr)
                .findFirst()
                .orElseThrow();
        assertThat(credentials.report(clr.id())).contains("\"INVALID\"");
    }

    @Test
    void anotherOrganizationsCredentialDoesNotExistForWhoeverWouldRevokeIt() throws Exception {
        Campus campus = colleges.open();
        Campus other = colleges.open();
        colleges.issue(campus, campus.roster("Eva," + campus.email("eva") + ",EP-101"), false);
        HeldCredential badge = badge(people.byEmail(campus.email("eva")).orElseThrow());

        assertThatThrownBy(() -> issuance.revoke(
                        other.organization().id(),
                        badge.credentialId(),
                        "Mischief",
                        other.issuer().id()))
                .isInstanceOf(Problem.class)
                .hasMessage(Problem.notFound().getMessage());
        assertThat(badge(people.byEmail(campus.email("eva")).orElseThrow()).verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void takesABatchUpWhereItStoodAndIssuesEachRowExactlyOnce() throws Exception {
        Campus campus = colleges.open();
        String[] rows = Stream.iterate(1, i -> i <= 30, i -> i + 1)
                .map(i -> "Learner " + i + "," + campus.email("l" + i) + ",EP-101;EP-202")
                .toArray(String[]::new);
        byte[] roster = campus.roster(rows);
        String key = UUID.randomUUID().toString();
        BatchId batch = start(campus, roster, key);
        while (issuance.progress(batch).issued() < 5) {
            Thread.sleep(5);
        }
        worker.stop();
        // a crash leaves credentials in every state: planned, and signed without being delivered
        server.sql()
                .sql(
                        "update issuing.credential set state = 'planned', document = null where batch = ? and state = 'signed'")
                .param(batch.value())
                .update();
        BatchProgress stopped = issuance.progress(batch);
        assertThat(stopped.finished()).isFalse();
        List<UUID> planned =
                issuance.credentials(batch).stream().map(IssuedCredential::id).toList();

        worker.start();
        assertThat(start(campus, roster, key)).isEqualTo(batch);
        BatchProgress through = colleges.await(batch);

        assertThat(through.issued()).isEqualTo(90);
        assertThat(through.failed()).isZero();
        assertThat(issuance.credentials(batch).stream().map(IssuedCredential::id))
                .containsExactlyElementsOf(planned);
        for (int i = 1; i <= 30; i++) {
            assertThat(credentials.of(
                            people.byEmail(campus.email("l" + i)).orElseThrow().id()))
                    .hasSize(3);
        }
        assertThat(server.sql()
                        .sql(
                                "select count(*) from audit.entry where action = 'credential.issued' and details ->> 'batch' = ?")
                        .param(batch.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(90);
    }

    @Test
    void aSecondRosterUnderTheSameKeyIsRefused() throws Exception {
        Campus campus = colleges.open();
        String key = UUID.randomUUID().toString();
        colleges.await(start(campus, campus.roster("Fay," + campus.email("fay") + ",EP-101"), key));
        assertThatThrownBy(() -> start(campus, campus.roster("Gil," + campus.email("gil") + ",EP-101"), key))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("another roster");
    }

    @Test
    void theDryRunSaysEveryRowsFateAndSignsNothing() throws Exception {
        Campus campus = colleges.open();
        colleges.issue(campus, campus.roster("Ida," + campus.email("ida") + ",EP-101"), false);
        RosterCheck check = issuance.check(
                campus.organization().id(),
                List.of(campus.safety().id(), campus.grid().id()),
                campus.roster(
                        "Hal," + campus.email("hal") + ",EP-101;EP-202",
                        "Ida," + campus.email("ida") + ",Circuit Safety",
                        "Jo,jo at home,EP-101",
                        "Kim," + campus.email("kim") + ",Astronomy"));

        assertThat(check.fates())
                .extracting(RosterCheck.RowFate::fate)
                .containsExactly(
                        RosterCheck.Fate.ISSUE,
                        RosterCheck.Fate.ALREADY_ISSUED,
                        RosterCheck.Fate.LEFT_OUT,
                        RosterCheck.Fate.LEFT_OUT);
        assertThat(check.rows()).isEqualTo(1);
        assertThat(check.badges()).isEqualTo(2);
        assertThat(check.findings())
                .containsExactly(
                        "Line 4: expected an e-mail address, found \"jo at home\".",
                        "Line 5: \"Astronomy\" is none of the chosen achievements (Circuit Safety, Grid Operation).");
        assertThat(people.byEmail(campus.email("hal"))).isEmpty();
    }

    private BatchId start(Campus campus, byte[] roster, String key) {
        return issuance.start(
                campus.organization().id(),
                List.of(campus.safety().id(), campus.grid().id()),
                roster,
                true,
                key,
                campus.issuer().id());
    }

    private HeldCredential badge(Person person) {
        return credentials.of(person.id()).stream()
                .filter(c -> !c.isClr())
                .findFirst()
                .orElseThrow();
    }

    /** A verifier that knows nothing of this server but what it serves to anybody. */
    private VerificationReport asAStranger(byte[] document) throws Exception {
        DocumentsInMemory fetched = new DocumentsInMemory();
        String text = new String(document, StandardCharsets.UTF_8);
        for (String list : text.split("\"statusListCredential\":\"")) {
            String url = list.substring(0, Math.max(0, list.indexOf('"')));
            if (url.startsWith(address.url("/status/"))) {
                var answer = server.get(URI.create(url).getPath());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .contains("*");
                fetched.with(url, answer.body().getBytes(StandardCharsets.UTF_8), "application/vc");
            }
        }
        return CredentialVerifier.builder().documents(fetched).build().verify(document);
    }
}
