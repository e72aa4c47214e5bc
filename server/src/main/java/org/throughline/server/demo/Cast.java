package org.throughline.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Invitations;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.partnerships.MailInvitations;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.site.DemoPersona;
import org.throughline.server.site.DemoPersonas;

/**
 * Who plays in the story: four organizations and their people. All of them are invented. Three are on this server from the beginning; the
 * fourth, Blue Mesa Energy, comes by a letter.
 */
@Component
@ConditionalOnProperty("throughline.demo")
final class Cast implements DemoPersonas {
    /** The password of everybody in the demo. There is no such thing outside it. */
    static final String PASSWORD = "throughline-demo";

    private static final String BY_LETTER = "blue-mesa-energy";

    private final Organizations organizations;
    private final People people;
    private final Invitations invitations;
    private final MailInvitations partnershipInvitations;
    private final Postbox postbox;

    Cast(
            Organizations organizations,
            People people,
            Invitations invitations,
            MailInvitations partnershipInvitations,
            Postbox postbox) {
        this.organizations = organizations;
        this.people = people;
        this.invitations = invitations;
        this.partnershipInvitations = partnershipInvitations;
        this.postbox = postbox;
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
                    BY_LETTER,
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
                    BY_LETTER,
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
        return organization(BY_LETTER);
    }

    List<Organization> employers() {
        return List.of(utility(), solar());
    }

    /** Makes whoever is missing of those who are here from the beginning. */
    String enter() {
        List<Part> here =
                PARTS.stream().filter(p -> !p.slug().equals(BY_LETTER)).toList();
        for (Part part : here) {
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
                "high-plains-energy",
                "High Plains Energy Coalition",
                OrganizationKind.COALITION,
                "https://high-plains-energy.example/",
                "Brings colleges and energy employers of four states together, and keeps their partnerships going.",
                director());
        for (Part part : here) {
            Person person = byKey(part.key());
            Organization organization = organization(part.slug());
            boolean missing = organizations.of(person.id()).stream()
                    .noneMatch(m -> m.organization().id().equals(organization.id()));
            if (missing) {
                organizations.setRoles(
                        organization.id(),
                        person.id(),
                        part.roles(),
                        owner(part.slug()).id());
            }
        }
        Person learner = Learners.PROTAGONIST.ensure(people);
        return "3 organizations, " + here.size() + " people in their roles, and " + learner.displayName()
                + ", a learner";
    }

    /**
     * The second employer is not on this server. Its field operations get a letter, open it, and fill in the one form behind its link; then they
     * say who they are, and invite their field lead by a letter of their own.
     */
    void enterByLetter(Partnership partnership) {
        Part grace = part("second-employer");
        if (people.byEmail(grace.email()).isEmpty()) {
            boolean invited = partnershipInvitations.open(partnership.id()).stream()
                    .anyMatch(i -> i.email().equals(grace.email()));
            if (!invited) {
                partnershipInvitations.invite(
                        partnership,
                        "Blue Mesa Energy",
                        OrganizationKind.EMPLOYER,
                        org.throughline.server.partnerships.Part.EMPLOYER,
                        grace.name(),
                        grace.email(),
                        convener().id());
            }
            partnershipInvitations.takeUpAsNew(
                    postbox.secret(grace.email(), "/join/"), "Blue Mesa Energy", grace.name(), PASSWORD);
        }
        organizations.describe(
                solar().id(),
                "Blue Mesa Energy",
                "https://blue-mesa-energy.example/",
                "Builds and runs solar plants with storage in three states.",
                secondEmployer().id());
        Part ray = part("field-lead");
        if (people.byEmail(ray.email()).isEmpty()) {
            if (invitations.pending(solar().id()).isEmpty()) {
                invitations.invite(
                        solar().id(), ray.email(), ray.roles(), secondEmployer().id());
            }
            invitations.acceptAsNew(postbox.secret(ray.email(), "/invitations/"), ray.name(), PASSWORD);
        }
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

    /** Who speaks for an organization, and so says who else belongs to it. */
    private Person owner(String slug) {
        return byKey(PARTS.stream()
                .filter(p -> p.slug().equals(slug) && p.roles().contains(Role.OWNER))
                .findFirst()
                .orElseThrow()
                .key());
    }

    private static Part part(String key) {
        return PARTS.stream().filter(p -> p.key().equals(key)).findFirst().orElseThrow();
    }

    private Person byKey(String key) {
        String email = part(key).email();
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
