package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
class OrganizationPagesIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final RunningServer server;
    private final People people;
    private final Organizations organizations;
    private final Visitor owner;
    private final Visitor viewer;
    private final Visitor foreigner;
    private final Organization college;
    private final Person ownerPerson;

    OrganizationPagesIT(RunningServer server, People people, Organizations organizations) {
        this.server = server;
        this.people = people;
        this.organizations = organizations;
        this.owner = new Visitor(server);
        this.viewer = new Visitor(server);
        this.foreigner = new Visitor(server);
        this.ownerPerson = people.register("Olga Owner", mail("owner"), PASSWORD);
        this.college = organizations.create(
                "college-" + tag, "Riverbend College", OrganizationKind.EDUCATOR, null, "Teaches.", ownerPerson.id());
        organizations.setRoles(college.id(), ownerPerson.id(), Set.of(Role.OWNER), ownerPerson.id());
    }

    @BeforeEach
    void signIn() throws Exception {
        Person member = people.register("Vera Viewer", mail("viewer-" + UUID.randomUUID()), PASSWORD);
        organizations.setRoles(college.id(), member.id(), Set.of(Role.VIEWER), ownerPerson.id());
        Person other = people.register("Fred Foreigner", mail("foreigner-" + UUID.randomUUID()), PASSWORD);
        owner.signIn(mail("owner"), PASSWORD);
        viewer.signIn(String.valueOf(member.email()), PASSWORD);
        foreigner.signIn(String.valueOf(other.email()), PASSWORD);
    }

    @Test
    void showsItsFaceToEverybodyAndItsInsideToMembersOnly() throws Exception {
        Seen face = new Visitor(server).get("/o/" + college.slug());
        assertThat(face.heading()).isEqualTo("Riverbend College");
        assertThat(face.html().select("a[href$=/members]")).isEmpty();

        assertThat(viewer.get("/o/" + college.slug() + "/members").html().select("main tbody tr"))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(foreigner.get("/o/" + college.slug() + "/members").status()).isEqualTo(404);
        assertThat(foreigner.get("/o/" + college.slug() + "/log").status()).isEqualTo(404);
    }

    @Test
    void tellsAForeignerTheSameAboutWhatExistsAndWhatDoesNot() throws Exception {
        Seen theirs = foreigner.get("/o/" + college.slug() + "/members");
        Seen nothing = foreigner.get("/o/no-such-organization/members");

        assertThat(theirs.status()).isEqualTo(nothing.status()).isEqualTo(404);
        assertThat(theirs.html().select("main").text())
                .isEqualTo(nothing.html().select("main").text());
    }

    @Test
    void refusesAMemberWithoutTheRole() throws Exception {
        assertThat(viewer.get("/o/" + college.slug() + "/log").status()).isEqualTo(403);
        assertThat(viewer.get("/o/" + college.slug() + "/edit").status()).isEqualTo(403);
        viewer.get("/account");
        Seen refused = viewer.post("/o/" + college.slug() + "/members", "email", mail("eve"), "roles", "OWNER");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(people.byEmail(mail("eve"))).isEmpty();
    }

    @Test
    void takesRolesAwayAtOnce() throws Exception {
        Person editor = people.register("Edda Editor", mail("edda"), PASSWORD);
        organizations.setRoles(college.id(), editor.id(), Set.of(Role.OWNER), ownerPerson.id());
        Visitor edda = new Visitor(server);
        edda.signIn(mail("edda"), PASSWORD);
        assertThat(edda.get("/o/" + college.slug() + "/edit").status()).isEqualTo(200);

        owner.get("/o/" + college.slug() + "/members/" + editor.id());
        owner.post("/o/" + college.slug() + "/members/" + editor.id(), "roles", "VIEWER");
        assertThat(edda.get("/o/" + college.slug() + "/edit").address().getPath())
                .isEqualTo("/sign-in");
        edda.signIn(mail("edda"), PASSWORD);
        assertThat(edda.get("/o/" + college.slug() + "/edit").status()).isEqualTo(403);

        owner.get("/o/" + college.slug() + "/members/" + editor.id());
        owner.post("/o/" + college.slug() + "/members/" + editor.id());
        edda.signIn(mail("edda"), PASSWORD);
        assertThat(edda.get("/o/" + college.slug() + "/members").status()).isEqualTo(404);
    }

    @Test
    void letsTheAdministratorSetUpAnOrganizationAndNobodyElse() throws Exception {
        assertThat(owner.get("/organizations").status()).isEqualTo(404);

        people.registerAdministrator("Ada Admin", mail("admin"), PASSWORD);
        Visitor ada = new Visitor(server);
        ada.signIn(mail("admin"), PASSWORD);
        ada.get("/organizations");
        Seen done = ada.post(
                "/organizations",
                "name",
                "Gridline Energy",
                "slug",
                "gridline-" + tag,
                "kind",
                "EMPLOYER",
                "ownerName",
                "Greta Grid",
                "ownerEmail",
                mail("greta"));

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.html().select("main .notice a").attr("href")).contains("/welcome/");
        Organization made = organizations.bySlug("gridline-" + tag).orElseThrow();
        assertThat(organizations.members(made.id()))
                .singleElement()
                .satisfies(m -> assertThat(m.roles()).containsExactly(Role.OWNER));
    }

    @Test
    void changesAPersonsOwnNameAndPassword() throws Exception {
        viewer.get("/account");
        assertThat(viewer.post("/account/name", "name", "Vera New").heading()).isEqualTo("Your account");
        assertThat(viewer.get("/account").html().select("input[name=name]").val())
                .isEqualTo("Vera New");
        assertThat(viewer.post("/account/password", "wanted", "too short").status())
                .isEqualTo(422);
        assertThat(viewer.post("/account/password", "wanted", PASSWORD + "2").status())
                .isEqualTo(200);
    }

    private String mail(String name) {
        return name + "-" + tag + "@example.org";
    }
}
