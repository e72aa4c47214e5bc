package org.throughline.server.talent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Profile;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.records.Consents;
import org.throughline.server.records.CredentialIntake;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class SourcingIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final College colleges;
    private final Organizations organizations;
    private final People people;
    private final Consents consents;
    private final CredentialIntake intake;
    private final HeldCredentials held;
    private final Issuance issuance;
    private final JobProfiles profiles;
    private final Sourcing sourcing;
    private final Supply supply;
    private final Clock clock;
    private final RunningServer server;

    SourcingIT(
            College colleges,
            Organizations organizations,
            People people,
            Consents consents,
            CredentialIntake intake,
            HeldCredentials held,
            Issuance issuance,
            JobProfiles profiles,
            Sourcing sourcing,
            Supply supply,
            Clock clock,
            RunningServer server) {
        this.colleges = colleges;
        this.organizations = organizations;
        this.people = people;
        this.consents = consents;
        this.intake = intake;
        this.held = held;
        this.issuance = issuance;
        this.profiles = profiles;
        this.sourcing = sourcing;
        this.supply = supply;
        this.clock = clock;
        this.server = server;
    }

    private record Employer(Organization organization, Person recruiter, String email) {}

    private Employer employer() {
        String mark = "e" + UUID.randomUUID().toString().substring(0, 8);
        String email = "rita@" + mark + ".example";
        Person recruiter = people.register("Rita Recruiter", email, PASSWORD);
        Organization organization = organizations.create(
                mark, "Utility " + mark, OrganizationKind.EMPLOYER, null, "A utility.", recruiter.id());
        organizations.setRoles(organization.id(), recruiter.id(), Set.of(Role.OWNER), recruiter.id());
        return new Employer(organization, recruiter, email);
    }

    private JobProfile need(Employer employer, ItemUri required, ItemUri preferred) {
        return profiles.state(
                employer.organization().id(),
                new JobProfileDraft(
                        "Technician " + UUID.randomUUID(),
                        "",
                        null,
                        4,
                        true,
                        List.of(
                                JobRequirementGroup.single(
                                        new JobRequirement(UUID.randomUUID(), required, 3, true, null)),
                                JobRequirementGroup.single(
                                        new JobRequirement(UUID.randomUUID(), preferred, 1, false, null)))),
                employer.recruiter().id());
    }

    private Person learner(Campus campus, String name) throws InterruptedException {
        colleges.issue(campus, campus.roster(name + "," + campus.email(name) + ",EP-101"), false);
        return people.byEmail(campus.email(name)).orElseThrow();
    }

    @Test
    void nobodyIsFoundWithoutTheirConsentAndAWithdrawalHoldsAtOnce() throws Exception {
        Campus campus = colleges.open();
        Person ada = learner(campus, "ada");
        Employer employer = employer();
        Employer other = employer();
        JobProfile need = need(employer, campus.items().get(0), campus.items().get(2));

        assertThat(sourcing.find(need, 50)).isEqualTo(new PeopleFound(need, List.of(), 0));
        consents.grant(ada.id(), other.organization().id(), true);
        assertThat(sourcing.find(need, 50).considered())
                .as("consent for another employer")
                .isZero();

        consents.grant(ada.id(), employer.organization().id(), false);
        PersonFound found = sourcing.find(need, 50).people().getFirst();
        assertThat(found.label()).isEqualTo("Candidate " + found.ref());
        assertThat(found.match().meetsAllRequired()).isTrue();
        assertThat(found.match().score()).as("3 of 4 points").isCloseTo(0.75, within(1e-9));
        assertThat(found.match().requirements())
                .extracting(RequirementExplained::points)
                .containsExactly(0.75, 0.0);
        assertThat(sourcing.meetingAllRequired(need)).isEqualTo(1);

        consents.withdraw(ada.id(), employer.organization().id());
        assertThat(sourcing.find(need, 50).people()).isEmpty();
        assertThat(sourcing.meetingAllRequired(need)).isZero();
        assertThatThrownBy(() -> sourcing.one(need, found.ref())).isInstanceOf(Problem.class);
    }

    @Test
    void aNameIsShownToTheEmployerThatMaySeeItAndToNobodyElse() throws Exception {
        Campus campus = colleges.open();
        Person ada = learner(campus, "ada");
        Employer named = employer();
        Employer blind = employer();
        consents.grant(ada.id(), named.organization().id(), true);
        consents.grant(ada.id(), blind.organization().id(), false);

        JobProfile first = need(named, campus.items().get(0), campus.items().get(2));
        JobProfile second = need(blind, campus.items().get(0), campus.items().get(2));
        assertThat(sourcing.find(first, 5).people().getFirst().label()).isEqualTo("ada");
        assertThat(sourcing.find(second, 5).people().getFirst().label()).startsWith("Candidate ");
        assertThat(sourcing.find(first, 5).people().getFirst().ref())
                .as("two employers can't compare notes")
                .isNotEqualTo(sourcing.find(second, 5).people().getFirst().ref());
    }

    @Test
    void aRevokedCredentialProvesNothingAnyMore() throws Exception {
        Campus campus = colleges.open();
        Person ada = learner(campus, "ada");
        Employer employer = employer();
        consents.grantAllEmployers(ada.id(), false);
        JobProfile need = need(employer, campus.items().get(0), campus.items().get(2));
        assertThat(sourcing.find(need, 5).people()).hasSize(1);

        issuance.revoke(
                campus.organization().id(),
                held.of(ada.id()).getFirst().credentialId(),
                "By mistake",
                campus.issuer().id());
        assertThat(sourcing.find(need, 5).people()).isEmpty();
        assertThat(supplyOf(campus.items().get(0))).isZero();
    }

    @Test
    void aBadgeThatSomebodySignedForThemselvesIsValidAndCountsForNothing() {
        Campus campus = colleges.open();
        Employer employer = employer();
        Person eve = people.register("Eve", campus.email("eve"), PASSWORD);
        consents.grantAllEmployers(eve.id(), false);
        JobProfile need = need(employer, campus.items().get(0), campus.items().get(2));

        Ed25519KeyPair own = Ed25519KeyPair.generate(new SecureRandom());
        byte[] badge = new CredentialIssuer(clock)
                .issue(
                        new AchievementCredential(
                                "urn:uuid:" + UUID.randomUUID(),
                                "Everything",
                                null,
                                new Profile(own.didKey(), "Riverbend " + campus.mark(), null),
                                Instant.parse("2026-01-01T00:00:00Z"),
                                null,
                                new AchievementSubject(
                                        null,
                                        List.of(IdentityObject.hashed(campus.email("eve"), "salt", "emailAddress")),
                                        new Achievement(
                                                "urn:uuid:" + UUID.randomUUID(),
                                                "Everything",
                                                "Can do everything.",
                                                new Criteria(null, "None."),
                                                "Badge",
                                                null,
                                                List.of(new Alignment(
                                                        "Isolates a circuit before work",
                                                        campus.items().get(0).value(),
                                                        "CFItem",
                                                        null,
                                                        null,
                                                        null)))),
                                List.of()),
                        own.signer());

        assertThat(intake.receive(eve.id(), badge, "upload").verdict()).isEqualTo(Verdict.VALID);
        assertThat(sourcing.find(need, 5).considered()).isZero();
        assertThat(supplyOf(campus.items().get(0))).isZero();
    }

    @Test
    void thePeopleFoundAreForRecruitersOfTheEmployerThatAsks() throws Exception {
        Campus campus = colleges.open();
        Employer employer = employer();
        Employer other = employer();
        JobProfile need = need(employer, campus.items().get(0), campus.items().get(2));
        String path = "/needs/" + need.id() + "/people";

        Visitor stranger = new Visitor(server);
        assertThat(stranger.get(path).address().getPath()).isEqualTo("/sign-in");
        Visitor elsewhere = new Visitor(server);
        elsewhere.signIn(other.email(), PASSWORD);
        assertThat(elsewhere.get(path).status()).isEqualTo(404);
        Person viewer = people.register("Vic Viewer", "vic@" + need.id() + ".example", PASSWORD);
        organizations.setRoles(
                employer.organization().id(),
                viewer.id(),
                Set.of(Role.VIEWER),
                employer.recruiter().id());
        Visitor member = new Visitor(server);
        member.signIn("vic@" + need.id() + ".example", PASSWORD);
        assertThat(member.get(path).status()).isEqualTo(403);
        Visitor recruiter = new Visitor(server);
        recruiter.signIn(employer.email(), PASSWORD);
        assertThat(recruiter.get(path).heading()).isEqualTo("People found");
    }

    @Test
    void aLearnerReadsInTheirLogWhatOthersDidThatConcernsThem() throws Exception {
        Campus campus = colleges.open();
        Employer employer = employer();
        Person ada = people.register("Ada", campus.email("ada"), PASSWORD);
        Person ben = people.register("Ben", campus.email("ben"), PASSWORD);
        colleges.issue(
                campus,
                campus.roster("ada," + campus.email("ada") + ",EP-101", "ben," + campus.email("ben") + ",EP-101"),
                false);
        consents.grant(ada.id(), employer.organization().id(), false);
        JobProfile need = need(employer, campus.items().get(0), campus.items().get(2));
        String ref = sourcing.find(need, 50).people().getFirst().ref();
        Visitor recruiter = new Visitor(server);
        recruiter.signIn(employer.email(), PASSWORD);
        for (int twice = 0; twice < 2; twice++) {
            assertThat(recruiter.get("/needs/" + need.id() + "/people").status())
                    .isEqualTo(200);
            assertThat(recruiter.get("/needs/" + need.id() + "/people/" + ref).status())
                    .isEqualTo(200);
        }
        organizations.setRoles(
                employer.organization().id(),
                ada.id(),
                Set.of(Role.VIEWER),
                employer.recruiter().id());
        issuance.revoke(
                campus.organization().id(),
                held.of(ada.id()).getFirst().credentialId(),
                "By mistake",
                campus.issuer().id());

        Visitor learner = new Visitor(server);
        learner.signIn(campus.email("ada"), PASSWORD);
        Document log = learner.get("/account/log").html();
        String utility = employer.organization().name();
        String college = campus.organization().name();
        for (String told : List.of(
                "A credential was issued (badge) to you by " + college + ".",
                "Ines Issuer revoked a credential (badge) that you hold, for " + college + ".",
                "A credential was checked again: valid became invalid.",
                "Rita Recruiter was shown people who meet a talent need of " + utility + "; you stood among them.",
                "Rita Recruiter looked at verified competencies of yours for a talent need of " + utility + ".",
                "Rita Recruiter set your roles to viewer at " + utility + ".")) {
            assertThat(log.select("table tbody tr").stream()
                            .filter(row -> row.text().contains(told)))
                    .as(told + " in " + log.select("table").text())
                    .hasSize(1);
        }
        learner.signIn(campus.email("ada"), PASSWORD);
        assertThat(learner.get("/account/log.csv").response().body())
                .contains("looked at verified competencies of yours");
        for (int i = 0;
                i < 100
                        && log.select("a[href$=receipt]").size()
                                < log.select("tbody tr").size();
                i++) {
            Thread.sleep(100); // until the newest has its place
            log = learner.get("/account/log").html();
        }
        for (Element receipt : log.select("a[href$=receipt]")) {
            assertThat(learner.get(receipt.attr("href")).status()).isEqualTo(200);
        }
        for (Element link : log.select("table td a:not([href$=receipt])")) {
            assertThat(learner.get(link.attr("href")).status())
                    .as(link.outerHtml())
                    .isEqualTo(200);
        }

        Visitor other = new Visitor(server);
        other.signIn(campus.email("ben"), PASSWORD);
        assertThat(other.get("/account/log").html().text())
                .contains("A credential was issued")
                .doesNotContain("Rita Recruiter");
        assertThat(other.get(log.select("a[href$=receipt]").attr("href")).status())
                .isEqualTo(404);
        assertThat(recruiter
                        .get("/o/" + employer.organization().slug() + "/log")
                        .html()
                        .text())
                .as("a look does not name who is shown as a candidate")
                .contains("looked at verified competencies of somebody")
                .doesNotContain("competencies of Ada");
    }

    @Test
    void onlyEmployersStateNeeds() {
        Campus campus = colleges.open();
        JobProfileDraft draft = new JobProfileDraft(
                "Anything",
                "",
                null,
                1,
                true,
                List.of(JobRequirementGroup.single(
                        new JobRequirement(UUID.randomUUID(), campus.items().get(0), 3, true, null))));
        assertThatThrownBy(() -> profiles.state(
                        campus.organization().id(), draft, campus.issuer().id()))
                .isInstanceOf(Problem.class);
    }

    private int supplyOf(ItemUri item) {
        return supply.balances().stream()
                .filter(b -> b.item().equals(item))
                .mapToInt(Supply.Balance::people)
                .sum();
    }
}
