package org.throughline.server.partnerships.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.PartnershipId;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Standing;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Who may do what in a partnership. People of organizations that joined read it; for everybody else there is nothing at its address. The lead's
 * owners and editors manage it, the members' editors and reviewers work in it, and owners answer and sign for their organization.
 */
@Component
class PartnershipAccess {
    private final Partnerships partnerships;
    private final Organizations organizations;
    private final CurrentPerson current;

    PartnershipAccess(Partnerships partnerships, Organizations organizations, CurrentPerson current) {
        this.partnerships = partnerships;
        this.organizations = organizations;
        this.current = current;
    }

    /** Somebody's place at the table. */
    record Seat(SignedIn person, Partnership partnership) {
        String base() {
            return "/partnerships/" + partnership.id();
        }

        /** The person's memberships in organizations that joined. */
        List<Membership> memberships() {
            return partnership.joined().stream()
                    .flatMap(m -> person.in(m.organization()).stream())
                    .toList();
        }

        boolean manages() {
            return person.in(partnership.convener())
                    .filter(m -> m.hasAny(Role.EDITOR))
                    .isPresent();
        }

        /** The members for which the person works here: as an editor or reviewer of one whose part is to work. */
        List<Membership> working() {
            return partnership.joined().stream()
                    .filter(Member::works)
                    .flatMap(m -> person.in(m.organization()).stream())
                    .filter(m -> m.hasAny(Role.EDITOR, Role.REVIEWER))
                    .toList();
        }

        /** The members for which the person signs. */
        List<Membership> owning() {
            return memberships().stream().filter(m -> m.hasAny(Role.OWNER)).toList();
        }
    }

    /** The asker's seat; whoever has none finds nothing. */
    Seat require(UUID id) {
        SignedIn person = current.require();
        return partnerships
                .find(new PartnershipId(id))
                .filter(p -> sits(p, person))
                .map(p -> new Seat(person, p))
                .orElseThrow(Problem::notFound);
    }

    /** Whether somebody belongs to an organization that joined. */
    static boolean sits(Partnership partnership, SignedIn person) {
        return partnership.joined().stream()
                .anyMatch(m -> person.in(m.organization()).isPresent());
    }

    /** The seat of somebody who manages the partnership while it goes on. */
    Seat requireManaging(UUID id) {
        return open(requireLeading(id));
    }

    /** The same, whether it goes on or is closed. */
    Seat requireLeading(UUID id) {
        Seat seat = require(id);
        if (!seat.manages()) {
            throw forbidden("Owners and editors of the organization that leads do this.");
        }
        return seat;
    }

    /** A closed partnership is read, and nothing in it changes. */
    static Seat open(Seat seat) {
        if (seat.partnership().closed()) {
            throw new Problem(
                    ProblemType.CONFLICT, "This partnership is closed. It can be read, and nothing in it changes.");
        }
        return seat;
    }

    /** The member whose part somebody changes. */
    Organization requireMember(Seat seat, String slug) {
        return organizations
                .bySlug(slug)
                .filter(o -> seat.partnership().member(o.id()).isPresent())
                .orElseThrow(Problem::notFound);
    }

    /** The seat of somebody who works here, and the member for which they do; a member named must be one of theirs. */
    Membership requireWorking(Seat seat, Optional<String> slug) {
        return own(
                open(seat).working(),
                seat,
                slug,
                "Editors and reviewers of the members do this; observers and viewers read along.");
    }

    /** The member for which the asker signs. */
    Membership requireOwning(Seat seat, Optional<String> slug) {
        return own(open(seat).owning(), seat, slug, "An owner of the organization does this.");
    }

    private static Membership own(List<Membership> allowed, Seat seat, Optional<String> slug, String otherwise) {
        if (slug.filter(s -> seat.memberships().stream()
                        .noneMatch(m -> m.organization().slug().equals(s)))
                .isPresent()) {
            throw Problem.notFound();
        }
        return allowed.stream()
                .filter(m -> slug.isEmpty() || m.organization().slug().equals(slug.get()))
                .findFirst()
                .orElseThrow(() -> forbidden(otherwise));
    }

    /** Partnerships in which the asker has a seat. */
    List<Partnership> mine(SignedIn person) {
        return partnerships.of(
                person.memberships().stream().map(m -> m.organization().id()).toList());
    }

    /** An open invitation to one of the asker's organizations. */
    record Invited(SignedIn person, Partnership partnership, Membership membership) {
        boolean mayAnswer() {
            return membership.hasAny(Role.OWNER);
        }
    }

    /** The invitation of one of the asker's organizations to this partnership; without one there is nothing. */
    Invited requireInvited(UUID id) {
        SignedIn person = current.require();
        Partnership partnership = partnerships
                .find(new PartnershipId(id))
                .filter(p -> !p.closed())
                .orElseThrow(Problem::notFound);
        return partnership.members().stream()
                .filter(m -> m.standing() == Standing.INVITED)
                .flatMap(m -> person.in(m.organization()).stream())
                .findFirst()
                .map(m -> new Invited(person, partnership, m))
                .orElseThrow(Problem::notFound);
    }

    /** A coalition's own page: its members see it. */
    Membership requireMember(String slug) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        return current.require().in(organization.id()).orElseThrow(Problem::notFound);
    }

    /** The same for its owners and editors. */
    Membership requireEditor(String slug) {
        Membership membership = requireMember(slug);
        if (!membership.hasAny(Role.EDITOR)) {
            throw forbidden("Owners and editors of the organization do this.");
        }
        return membership;
    }

    SignedIn person() {
        return current.require();
    }

    static Problem forbidden(String sentence) {
        return new Problem(ProblemType.FORBIDDEN, sentence);
    }
}
