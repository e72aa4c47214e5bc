package org.throughline.server.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.ClaimedCredential;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** An employer signs that an achievement answers what they ask for, and that travels with the badges. */
@ServerTest
class EndorsementsIT {
    private final College colleges;
    private final Endorsements endorsements;
    private final Crosswalks crosswalks;
    private final Achievements achievements;
    private final Issuance issuance;
    private final Frameworks frameworks;
    private final FrameworkImport imports;
    private final CredentialVerifier verifier;
    private final IssuingHalt halt;
    private final RunningServer server;
    private final Stage stage;
    private final Person issuer;
    private final Organization employer;
    private final Campus campus;
    private final SmallFrameworks job = new SmallFrameworks("Line installer")
            .item("R", "Safety on site")
            .item("R.1", "Isolate and lock out a circuit before work", "R")
            .item("R.2", "Read a one-line diagram", "R");

    EndorsementsIT(
            College colleges,
            Endorsements endorsements,
            Crosswalks crosswalks,
            Achievements achievements,
            Issuance issuance,
            Frameworks frameworks,
            FrameworkImport imports,
            CredentialVerifier verifier,
            IssuingHalt halt,
            RunningServer server,
            Stage stage) {
        this.colleges = colleges;
        this.endorsements = endorsements;
        this.crosswalks = crosswalks;
        this.achievements = achievements;
        this.issuance = issuance;
        this.frameworks = frameworks;
        this.imports = imports;
        this.verifier = verifier;
        this.halt = halt;
        this.server = server;
        this.stage = stage;
        this.issuer = stage.person("Emil Employer");
        this.employer = stage.organization("Plains Power", OrganizationKind.EMPLOYER, issuer, Role.ISSUER);
        this.campus = colleges.open();
    }

    /** A crosswalk that the given side opened, with two accepted alignments. */
    private Crosswalk crosswalk(OrganizationId owner, boolean published) {
        FrameworkId asks = imports.importCase(
                        employer.id(), job.json(), "job", FrameworkKind.JOB_ROLE, true, issuer.id())
                .framework()
                .id();
        FrameworkId answers =
                frameworks.item(campus.items().getFirst()).orElseThrow().framework();
        Crosswalk crosswalk = crosswalks.open(owner, "Installer × power", asks, answers, issuer.id());
        crosswalks.accept(crosswalk.id(), job.uri("R.1"), campus.items().get(0), "exactMatchOf", "", issuer.id());
        crosswalks.accept(crosswalk.id(), job.uri("R.2"), campus.items().get(1), "hasPart", "", issuer.id());
        if (published) {
            crosswalks.publish(crosswalk.id(), issuer.id());
        }
        return crosswalk;
    }

    private Endorsement endorse(Crosswalk crosswalk) {
        return endorsements.endorse(
                employer.id(), crosswalk.id(), campus.safety().id(), "We hire on it.", issuer.id());
    }

    /** The badge of a new learner, as its bytes. */
    private byte[] badge(String name) throws Exception {
        colleges.issue(campus, campus.roster(name + "," + campus.email(name) + ",EP-101"), false);
        return server.sql()
                .sql("""
                select document from issuing.credential where organization = ? and achievement = ? order by signed_at desc limit 1
                """)
                .params(campus.organization().id().value(), campus.safety().id().value())
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Outcome outcome(VerificationReport report, String check) {
        return report.checks().stream()
                .filter(one -> one.id().equals(check))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    @Test
    void nothingIsSignedWhileIssuingIsHalted() {
        Crosswalk crosswalk = crosswalk(campus.organization().id(), true);
        halt.halt(employer.id(), "A key was seen where it should not be", IssuingHalt.CONSOLE);

        assertThatThrownBy(() -> endorse(crosswalk)).isInstanceOf(Problem.class);
        assertThat(server.sql()
                        .sql("select count(*) from issuing.endorsement where organization = ?")
                        .param(employer.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();

        halt.lift(employer.id(), IssuingHalt.CONSOLE);
        assertThat(endorse(crosswalk).organization()).isEqualTo(employer.id());
    }

    @Test
    void anEndorsementIsSignedByTheEmployerAndVerifiesAsJsonAndAsAToken() throws Exception {
        Endorsement endorsement = endorse(crosswalk(campus.organization().id(), true));

        String document = server.get("/endorsements/" + endorsement.id()).body();
        String token = server.get("/endorsements/" + endorsement.id() + "/jwt").body();

        for (String form : List.of(document, token)) {
            VerificationReport report = verifier.verify(form.getBytes(StandardCharsets.UTF_8));
            assertThat(report.verdict()).as(report.checks().toString()).isEqualTo(Verdict.VALID);
            ClaimedCredential claimed = Objects.requireNonNull(report.claimed());
            assertThat(claimed.types()).contains("EndorsementCredential");
            assertThat(claimed.subjectId()).isEqualTo(campus.safety().uri());
            assertThat(report.claimed().issuerName()).isEqualTo("Plains Power");
        }
        assertThat(document)
                .contains(
                        "“R.1 Isolate and lock out a circuit before work” is answered by “EP.1 Isolates a circuit before work”: the same competency.")
                .contains("We hire on it.");
        assertThat(verifier.verify(document.replace("We hire", "We do not hire").getBytes(StandardCharsets.UTF_8))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void itTravelsWithEveryBadgeIssuedAfterAndWithdrawingItShowsEverywhere() throws Exception {
        byte[] before = badge("ana");
        Endorsement endorsement = endorse(crosswalk(campus.organization().id(), true));
        assertThat(endorsement.carried()).as("the college opened the crosswalk").isTrue();

        byte[] badge = badge("ben");

        assertThat(text(before)).doesNotContain("\"endorsement\"");
        VerificationReport report = verifier.verify(badge);
        assertThat(report.verdict()).as(report.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(outcome(report, "endorsements")).isEqualTo(Outcome.PASSED);
        assertThat(report.endorsements()).singleElement().satisfies(one -> {
            assertThat(one.verdict()).isEqualTo(Verdict.VALID);
            assertThat(Objects.requireNonNull(one.claimed()).issuerName()).isEqualTo("Plains Power");
        });
        Visitor visitor = new Visitor(server);
        visitor.get("/verify");
        Document verified = visitor.post("/verify", "text", text(badge)).html();
        assertThat(verified.text())
                .contains("Who endorses it")
                .contains("Plains Power")
                .contains("answers 2 requirements of “Line installer”");
        Document page =
                new Visitor(server).get("/achievements/" + campus.safety().id()).html();
        assertThat(page.select(".endorsed h3").eachText()).containsExactly("Plains Power");
        assertThat(page.select(".endorsed").text()).contains("It travels with every badge issued since.");
        assertThat(new Visitor(server)
                        .as("application/json")
                        .get("/achievements/" + campus.safety().id())
                        .response()
                        .body())
                .contains("\"endorsement\":[{")
                .contains(endorsement.credentialId());

        endorsements.withdraw(employer.id(), endorsement.id(), "We ask for something else now.", issuer.id());

        VerificationReport after = verifier.verify(badge);
        assertThat(after.verdict()).as("the badge stays what it is").isEqualTo(Verdict.VALID);
        assertThat(outcome(after, "endorsements")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(after.endorsements()).extracting(VerificationReport::verdict).containsExactly(Verdict.INVALID);
        assertThat(text(badge("cleo"))).doesNotContain("\"endorsement\"");
        assertThat(new Visitor(server)
                        .get("/achievements/" + campus.safety().id())
                        .html()
                        .text())
                .doesNotContain("Who endorses it");
    }

    /** A programme that names a group of outcomes as a whole, and one of its outcomes by itself. */
    @Test
    void aProgrammeIsEndorsedAsAWholeForEverythingInTheGroupThatItNames() throws Exception {
        SmallFrameworks outcomes = new SmallFrameworks("Power technology").item("P", "Power technology");
        SmallFrameworks asked = new SmallFrameworks("Substation technician").item("S", "Duties");
        for (int n = 1; n <= 23; n++) {
            outcomes.item("P." + n, "Carries out task number " + n, "P");
            asked.item("S." + n, "Asks for task number " + n, "S");
        }
        FrameworkId answers = imports.importCase(
                        campus.organization().id(),
                        outcomes.json(),
                        "outcomes",
                        FrameworkKind.OUTCOMES,
                        true,
                        campus.issuer().id())
                .framework()
                .id();
        FrameworkId asks = imports.importCase(
                        employer.id(), asked.json(), "job", FrameworkKind.JOB_ROLE, true, issuer.id())
                .framework()
                .id();
        AchievementDefinition programme = achievements.define(
                campus.organization().id(),
                "Power Technology, two years",
                "The whole programme.",
                "Passed all courses.",
                "LearningProgram",
                null,
                null,
                List.of(outcomes.uri("P"), outcomes.uri("P.2")),
                campus.issuer().id());
        Crosswalk crosswalk =
                crosswalks.open(campus.organization().id(), "Technician × power", asks, answers, issuer.id());
        for (int n = 1; n <= 23; n++) {
            crosswalks.accept(
                    crosswalk.id(), asked.uri("S." + n), outcomes.uri("P." + n), "exactMatchOf", "", issuer.id());
        }
        crosswalks.publish(crosswalk.id(), issuer.id());

        Endorsement endorsement = endorsements.endorse(employer.id(), crosswalk.id(), programme.id(), "", issuer.id());

        assertThat(endorsement.associations()).hasSize(23);
        assertThat(endorsement.sentence())
                .isEqualTo(
                        "Plains Power endorses that the programme “Power Technology, two years” answers 23 requirements of “Substation technician”, as decided in the crosswalk “Technician × power”.");
        assertThat(endorsement.comment().lines().filter(line -> line.startsWith("- ")))
                .hasSize(20)
                .contains(
                        "- “S.1 Asks for task number 1” is answered by “P.1 Carries out task number 1” of “P Power technology”: the same competency.");
        String whole = "/uri/" + crosswalk.id();
        assertThat(endorsement.comment())
                .contains("These are 20 of 23 accepted alignments. All of them stand in the crosswalk: http")
                .endsWith(whole);
        assertThat(server.get(whole).statusCode()).isEqualTo(200);
        assertThat(new Visitor(server)
                        .get("/achievements/" + programme.id())
                        .html()
                        .select(".endorsed")
                        .text())
                .contains("endorses that the programme “Power Technology, two years”")
                .contains("It travels with every badge issued since.");
        colleges.await(issuance.start(
                campus.organization().id(),
                List.of(programme.id()),
                ("name,email,achievements\r\nAna," + campus.email("ana") + ",\"Power Technology, two years\"\r\n")
                        .getBytes(StandardCharsets.UTF_8),
                false,
                UUID.randomUUID().toString(),
                campus.issuer().id()));
        byte[] badge = server.sql()
                .sql("select document from issuing.credential where achievement = ?")
                .param(programme.id().value())
                .query((row, _) -> row.getBytes(1))
                .single();
        VerificationReport report = verifier.verify(badge);
        assertThat(report.verdict()).as(report.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(outcome(report, "endorsements")).isEqualTo(Outcome.PASSED);
        assertThat(text(badge)).contains("\"LearningProgram\"").contains(endorsement.credentialId());
        assertThat(badge.length).as("it grows by less than").isLessThan(16 << 10);
    }

    @Test
    void onlyWhoStandsBehindAPublishedCrosswalkEndorsesAndNobodyTheirOwn() {
        Crosswalk hidden = crosswalk(campus.organization().id(), false);
        assertMissing(employer.id(), hidden);
        crosswalks.publish(hidden.id(), issuer.id());
        Person stranger = stage.person("Stranger");
        Organization elsewhere = stage.organization("Elsewhere", OrganizationKind.EMPLOYER, stranger, Role.ISSUER);

        assertMissing(elsewhere.id(), hidden);
        assertMissing(campus.organization().id(), hidden);
        endorse(hidden);
        assertThatThrownBy(() -> endorse(hidden))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Your organization endorses it by this crosswalk already");
        assertThat(endorsements.candidates(employer.id(), hidden.id()))
                .extracting(one -> one.achievement().name() + " " + one.standing())
                .containsExactly("Circuit Safety true", "Grid Operation false");
    }

    private void assertMissing(OrganizationId organization, Crosswalk crosswalk) {
        assertThatThrownBy(() -> endorsements.endorse(
                        organization, crosswalk.id(), campus.safety().id(), "", issuer.id()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("There is nothing");
    }

    @Test
    void whatNobodyAskedForTravelsOnlyIfTheIssuerOfTheBadgesLetsIt() throws Exception {
        Endorsement endorsement = endorse(crosswalk(employer.id(), true));

        assertThat(endorsement.carried()).isFalse();
        assertThat(text(badge("ana"))).doesNotContain("\"endorsement\"");
        Visitor college = new Visitor(server);
        college.signIn(String.valueOf(campus.issuer().email()), campus.password());
        assertThat(college.get("/issuing/endorsements").html().text())
                .contains("Circuit Safety by Plains Power")
                .contains("Does not travel");
        assertThat(college.post(
                                "/issuing/endorsements/" + endorsement.id() + "/withdraw",
                                "organization",
                                campus.organization().slug(),
                                "reason",
                                "no")
                        .status())
                .as("the owner neither signs nor withdraws for them")
                .isEqualTo(404);

        college.post(
                "/issuing/endorsements/" + endorsement.id() + "/carry",
                "organization",
                campus.organization().slug(),
                "carried",
                "true");

        assertThat(text(badge("ben"))).contains("\"endorsement\"").contains(endorsement.credentialId());
    }

    @Test
    void whoIsNoIssuerOfTheEmployerDoesNotSignForThem() throws Exception {
        Crosswalk crosswalk = crosswalk(campus.organization().id(), true);
        Person editor = stage.person("Edda Editor");
        Organization other = stage.organization("Another employer", OrganizationKind.EMPLOYER, editor, Role.EDITOR);
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        assertThat(visitor.get("/issuing/endorsements").status()).isEqualTo(403);

        Visitor college = new Visitor(server);
        college.signIn(String.valueOf(campus.issuer().email()), campus.password());
        college.get("/issuing/endorsements");
        assertThat(college.post(
                                "/issuing/endorsements",
                                "organization",
                                employer.slug(),
                                "crosswalk",
                                crosswalk.id().toString(),
                                "achievement",
                                campus.safety().id().toString())
                        .status())
                .isEqualTo(404);
        assertThat(endorsements.given(employer.id())).isEmpty();
        assertThat(endorsements.given(other.id())).isEmpty();
        assertThat(server.get("/endorsements/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theEmployerSignsAndWithdrawsOnAPageThatReadsOnAnyScreen() throws Exception {
        Crosswalk crosswalk = crosswalk(campus.organization().id(), true);
        Looks looks = new Looks();
        try (Chromium chromium = Chromium.start();
                BrowserContext window =
                        chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 900))) {
            Page page = looks.listen(window.newPage());
            page.navigate(server.at("/sign-in").toString());
            page.fill("input[type=email]", String.valueOf(issuer.email()));
            page.fill("input[type=password]", Stage.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(url -> !url.contains("sign-in"));
            page.locator(".nav").getByText("Endorsements").click();
            page.locator("#endorse a[href*='" + crosswalk.id() + "']").click();
            page.waitForURL(url -> url.contains("crosswalk=" + crosswalk.id()));
            looks.at(page, "endorse");
            page.getByText("What you would sign").first().click();
            page.locator("textarea[name=reason]").first().fill("We hire on it.");
            page.getByText("Sign the endorsement").first().click();
            page.waitForSelector("text=You endorse it");
            looks.at(page, "endorsed");
            looks.at(page, server.at("/achievements/" + campus.safety().id()), "endorsed-achievement");
            assertThat(looks.wrong()).isEmpty();
        }
        assertThat(endorsements.given(employer.id())).hasSize(1);
    }
}
