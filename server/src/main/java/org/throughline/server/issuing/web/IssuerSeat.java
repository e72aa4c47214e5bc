package org.throughline.server.issuing.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** For which organization the signed-in person issues: the one that the address names, else their first. */
@Component
final class IssuerSeat {
    private final CurrentPerson current;

    IssuerSeat(CurrentPerson current) {
        this.current = current;
    }

    /**
     * Who issues, and for whom.
     *
     * @param others organizations of the person that may be chosen instead
     */
    record Seat(SignedIn person, Organization organization, List<Organization> others) {}

    /** The seat at an organization, by its short name; with a blank one, the first at which the person may issue. */
    Seat take(String slug) {
        SignedIn person = current.require();
        List<Organization> all = person.memberships().stream()
                .filter(m -> m.hasAny(Role.ISSUER))
                .map(Membership::organization)
                .toList();
        if (all.isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "To issue credentials you need the role of an issuer in an organization. Its owner can give it to you.");
        }
        Organization chosen = all.stream()
                .filter(o -> slug.isBlank() || o.slug().equals(slug))
                .findFirst()
                .orElseThrow(Problem::notFound);
        return new Seat(
                person, chosen, all.stream().filter(o -> !o.equals(chosen)).toList());
    }
}
