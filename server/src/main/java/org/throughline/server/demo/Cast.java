package org.throughline.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.site.DemoPersona;
import org.throughline.server.site.DemoPersonas;

/** Who plays in the story: four organizations and their people. All of them are invented. */
@Component
@ConditionalOnProperty("throughline.demo")
final class Cast implements DemoPersonas {
    /** The password of everybody in the demo. There is no such thing outside it. */
    static final String PASSWORD = "throughline-demo";

    private final Organizations organizations;
    private final People people;

    Cast(Organizations organizations, People people) {
        this.organizations = organizations;
        this.people = people;
    }

    /** Somebody with a role in an organization of the story. */
    private record Part(
            String key, String name, String email, String slug, Set<Role> roles, String label, String story) {
        /** Whether visitors of the demo can be them with one click; the others do their work in the story alone. */
        boolean isPersona() {
            return !story.isEmpty();
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part(
                    "convener",
                    "Ruth Vandermeer",
                    "ruth.vandermeer@high-plains-energy.example",
                    "high-plains-energy",
                    Set.of(Role.EDITOR),
                    "Ruth Vandermeer, convener at the High Plains Energy Coalition",
                    "Bring a college and employers together, lead their rounds and workshops, see where each stands."),
            new Part(
                    "educator",
                    "Amara Okafor",
                    "amara.okafor@riverbend.example",
                    "riverbend",
                    Set.of(Role.OWNER),
                    "Amara Okafor, curriculum lead at the college",
                    "Align outcomes with what the employers ask for, and issue credentials."),
            new Part(
                    "employer",
                    "Luis Ferreira",
                    "luis.ferreira@northern-prairie-power.example",
                    "northern-prairie-power",
                    Set.of(Role.OWNER),
                    "Luis Ferreira, workforce planner at Northern Prairie Power",
                    "State what a job asks for, and find people by what they can prove."),
            new Part(
                    "second-employer",
                    "Grace Whitefeather",
                    "grace.whitefeather@blue-mesa-energy.example",
                    "blue-mesa-energy",
                    Set.of(Role.OWNER),
                    "Grace Whitefeather, field operations at Blue Mesa Energy",
                    "See the same people through another employer's eyes: only those who agreed."),
            new Part(
                    "leader",
                    "Helen Brandt",
                    "helen.brandt@riverbend.example",
                    "riverbend",
                    Set.of(Role.VIEWER),
                    "Helen Brandt, president of the college",
                    "See supply and demand per competency on one page."),
            new Part(
                    "director",
                    "Martin Osei",
                    "martin.osei@high-plains-energy.example",
                    "high-plains-energy",
                    Set.of(Role.OWNER),
                    "Martin Osei, director of the High Plains Energy Coalition",
                    ""),
            new Part(
                    "instructor",
                    "Jonas Lindqvist",
                    "jonas.lindqvist@riverbend.example",
                    "riverbend",
                    Set.of(Role.EDITOR, Role.REVIEWER),
                    "Jonas Lindqvist, instructor at the college",
                    ""),
            new Part(
                    "foreman",
                    "Tess Moran",
                    "tess.moran@northern-prairie-power.example",
                    "northern-prairie-power",
                    Set.of(Role.REVIEWER),
                    "Tess Moran, line foreman at Northern Prairie Power",
                    ""),
            new Part(
                    "field-lead",
                    "Ray Begaye",
                    "ray.begaye@blue-mesa-energy.example",
                    "blue-mesa-energy",
                    Set.of(Role.REVIEWER),
                    "Ray Begaye, field lead at Blue Mesa Energy",
                    ""));

    Person educator() {
        return byKey("educator");
    }

    Person employer() {
        return byKey("employer");
    }

    Person secondEmployer() {
        return byKey("second-employer");
    }

    Person convener() {
        return byKey("convener");
    }

    Person director() {
        return byKey("director");
    }

    Person instructor() {
        return byKey("instructor");
    }

    Person foreman() {
        return byKey("foreman");
    }

    Person fieldLead() {
        return byKey("field-lead");
    }

    Organization coalition() {
        return organization("high-plains-energy");
    }

    Organization college() {
        return organization("riverbend");
    }

    Organization utility() {
        return organization("northern-prairie-power");
    }

    Organization solar() {
        return organization("blue-mesa-energy");
    }

    List<Organization> employers() {
        return List.of(utility(), solar());
    }

    /** Makes whoever is missing. */
    String enter() {
        for (Part part : PARTS) {
            if (people.byEmail(part.email()).isEmpty()) {
                people.register(part.name(), part.email(), PASSWORD);
            }
        }
        found(
                "riverbend",
                "Riverbend Community College",
                OrganizationKind.EDUCATOR,
                "https://riverbend.example/",
                "A public two-year college on the plains, with a programme in electric power technology.",
                educator());
        found(
                "northern-prairie-power",
                "Northern Prairie Power",
                OrganizationKind.EMPLOYER,
                "https://northern-prairie-power.example/",
                "An electric cooperative that keeps 61 substations and 9,000 miles of line in service.",
                employer());
        found(
                "blue-mesa-energy",
                "Blue Mesa Energy",
                OrganizationKind.EMPLOYER,
                "https://blue-mesa-energy.example/",
                "Builds and runs solar plants with storage in three states.",
                secondEmployer());
        found(
                "high-plains-energy",
                "High Plains Energy Coalition",
                OrganizationKind.COALITION,
                "https://high-plains-energy.example/",
                "Brings colleges and energy employers of four states together, and keeps their partnerships going.",
                director());
        for (Part part : PARTS) {
            Person person = byKey(part.key());
            Organization organization = organization(part.slug());
            boolean missing = organizations.of(person.id()).stream()
                    .noneMatch(m -> m.organization().id().equals(organization.id()));
            if (missing) {
                organizations.setRoles(
                        organization.id(), person.id(), part.roles(), educator().id());
            }
        }
        Person learner = Learners.PROTAGONIST.ensure(people);
        return "4 organizations, " + PARTS.size() + " people in their roles, and " + learner.displayName()
                + ", a learner";
    }

    private void found(String slug, String name, OrganizationKind kind, String url, String description, Person by) {
        if (organizations.bySlug(slug).isEmpty()) {
            organizations.create(slug, name, kind, url, description, by.id());
        }
    }

    private Organization organization(String slug) {
        return organizations
                .bySlug(slug)
                .orElseThrow(() -> new IllegalStateException("the story has no organization " + slug));
    }

    private Person byKey(String key) {
        String email = PARTS.stream()
                .filter(p -> p.key().equals(key))
                .findFirst()
                .orElseThrow()
                .email();
        return people.byEmail(email)
                .orElseThrow(() -> new IllegalStateException("the story has nobody named " + email));
    }

    /** Name, address and password of everybody who can sign in. */
    List<String> signIns() {
        List<String> lines = new ArrayList<>();
        PARTS.forEach(p -> lines.add(String.format("%-46s %s", p.email(), p.label())));
        lines.add(String.format("%-46s %s", Learners.PROTAGONIST.email(), Learners.PROTAGONIST.name() + ", a learner"));
        return lines;
    }

    @Override
    public Optional<String> password() {
        return Optional.of(PASSWORD);
    }

    @Override
    public List<DemoPersona> personas() {
        List<DemoPersona> personas = new ArrayList<>();
        for (Part part : PARTS.stream().filter(Part::isPersona).toList()) {
            people.byEmail(part.email())
                    .ifPresent(p -> personas.add(new DemoPersona(part.key(), part.label(), part.story(), p.id())));
        }
        people.byEmail(Learners.PROTAGONIST.email())
                .ifPresent(p -> personas.add(new DemoPersona(
                        "learner",
                        Learners.PROTAGONIST.name() + ", graduate of the college",
                        "Hold your record, choose who may find you, and see what it is worth.",
                        p.id())));
        return personas;
    }
}
