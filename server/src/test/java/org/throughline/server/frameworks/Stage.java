package org.throughline.server.frameworks;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;

/** Organizations and people that a test makes for itself, under names that nobody else has. */
@TestComponent
public final class Stage {
    /** The password of everybody here. */
    public static final String PASSWORD = "a long enough password 1";

    private final People people;
    private final Organizations organizations;

    Stage(People people, Organizations organizations) {
        this.people = people;
        this.organizations = organizations;
    }

    /** Somebody new. */
    public Person person(String name) {
        return people.register(name, unique(name) + "@example.org", PASSWORD);
    }

    /** A new organization with one person in it. */
    public Organization organization(String name, OrganizationKind kind, Person member, Role... roles) {
        Organization organization =
                organizations.create(unique(name), name, kind, null, "Made for a test.", member.id());
        organizations.setRoles(organization.id(), member.id(), Set.of(roles), member.id());
        return organization;
    }

    private static String unique(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }
}
