package org.throughline.server.partnerships;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.Visitor;

/** Makes partnerships for tests: a coalition leads, a college and an employer take part, each with an owner and people of lesser roles. */
@TestComponent
public final class Cohort {
    private final Stage stage;
    private final Organizations organizations;
    private final Partnerships partnerships;
    private final StarterPacks packs;
    private final FrameworkImport imports;
    private final RunningServer server;

    Cohort(
            Stage stage,
            Organizations organizations,
            Partnerships partnerships,
            StarterPacks packs,
            FrameworkImport imports,
            RunningServer server) {
        this.stage = stage;
        this.organizations = organizations;
        this.partnerships = partnerships;
        this.packs = packs;
        this.imports = imports;
        this.server = server;
    }

    /** An organization with an owner, an editor, a reviewer and a viewer. */
    public record House(Organization organization, Person owner, Person editor, Person reviewer, Person viewer) {
        public OrganizationId id() {
            return organization.id();
        }
    }

    /** The coalition, its two members, and the partnership with one crosswalk of two requirements. */
    public record Table(
            Partnership partnership,
            House lead,
            House college,
            House employer,
            SmallFrameworks job,
            SmallFrameworks programme,
            Crosswalk crosswalk) {
        public String base() {
            return "/partnerships/" + partnership.id();
        }
    }

    public House house(String name, OrganizationKind kind) {
        Person owner = stage.person("Olive Owner");
        Organization organization = stage.organization(name, kind, owner, Role.OWNER);
        return new House(
                organization,
                owner,
                with(organization, owner, "Edda Editor", Role.EDITOR),
                with(organization, owner, "Remy Reviewer", Role.REVIEWER),
                with(organization, owner, "Vera Viewer", Role.VIEWER));
    }

    private Person with(Organization organization, Person owner, String name, Role role) {
        Person person = stage.person(name);
        organizations.setRoles(organization.id(), person.id(), Set.of(role), owner.id());
        return person;
    }

    /** Everybody has joined. */
    public Table table() {
        House lead = house("Test Coalition", OrganizationKind.COALITION);
        House college = house("Test College", OrganizationKind.EDUCATOR);
        House employer = house("Test Power", OrganizationKind.EMPLOYER);
        Map<OrganizationId, Part> asked = new LinkedHashMap<>();
        asked.put(college.id(), Part.EDUCATOR);
        asked.put(employer.id(), Part.EMPLOYER);
        Partnership founded = partnerships.found(
                Partnerships.Beginning.of("Cohort " + UUID.randomUUID(), "To work together.", asked),
                lead.id(),
                lead.editor().id());
        for (House house : List.of(college, employer)) {
            partnerships.answer(
                    founded.id(), house.organization(), true, house.owner().id());
        }
        SmallFrameworks job = new SmallFrameworks("Line installer")
                .item("R", "Safety on site")
                .item("R.1", "Isolate and lock out a circuit before work", "R")
                .item("R.2", "Rescue an injured climber", "R");
        SmallFrameworks programme = new SmallFrameworks("Electric power")
                .item("P", "Electrical safety")
                .item("P.1", "Isolate, lock out and tag a circuit", "P")
                .item("P.2", "Rescue a climber from a pole", "P");
        Crosswalk crosswalk = packs.open(
                founded,
                "Installer × power",
                imports.importCase(
                                employer.id(),
                                job.json(),
                                "job",
                                FrameworkKind.JOB_ROLE,
                                false,
                                employer.owner().id())
                        .framework()
                        .id(),
                imports.importCase(
                                college.id(),
                                programme.json(),
                                "programme",
                                FrameworkKind.OUTCOMES,
                                false,
                                college.owner().id())
                        .framework()
                        .id(),
                null,
                lead.editor().id());
        return new Table(
                partnerships.find(founded.id()).orElseThrow(), lead, college, employer, job, programme, crosswalk);
    }

    /** Somebody's browser, signed in. */
    public Visitor as(Person person) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(person.email()), Stage.PASSWORD);
        visitor.get("/partnerships"); // a page with a form token
        return visitor;
    }
}
