package org.throughline.server.organizations;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Brings a person into an organization by their e-mail address. Only somebody who was not known here before gets a one-time link: a link
 * for a known person would let the inviter into an account, and credentials, that others have given.
 */
@Component
public class Invitation {
    private final People people;
    private final Organizations organizations;
    private final OneTimeLinks links;
    private final AuditLog audit;

    Invitation(People people, Organizations organizations, OneTimeLinks links, AuditLog audit) {
        this.people = people;
        this.organizations = organizations;
        this.links = links;
        this.audit = audit;
    }

    /** Gives the person the roles, and makes them known here if they are not. No role is a {@code Problem BAD_INPUT}. */
    @Transactional
    public Invited invite(OrganizationId organization, String displayName, String email, Set<Role> roles, PersonId by) {
        if (roles.isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose at least one role; without one a person is no member.");
        }
        return audit.one("roles.set", () -> {
            boolean known = people.byEmail(email).isPresent();
            Person person = people.ensure(displayName, email);
            organizations.setRoles(organization, person.id(), roles, by);
            return new Invited(person, known ? null : links.signInLink(person.id()));
        });
    }

    /**
     * What came of it.
     *
     * @param nullableLink the link to hand to the person; null for somebody who was known before
     */
    public record Invited(Person person, @Nullable String nullableLink) {
        public Optional<String> link() {
            return Optional.ofNullable(nullableLink);
        }
    }
}
