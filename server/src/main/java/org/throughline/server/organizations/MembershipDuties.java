package org.throughline.server.organizations;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What rests on a member in this room: roles that nobody else has, and invitations that they sent. */
@Component
class MembershipDuties implements RestingDuties {
    private final Organizations organizations;
    private final Invitations invitations;

    MembershipDuties(Organizations organizations, Invitations invitations) {
        this.organizations = organizations;
        this.invitations = invitations;
    }

    @Override
    public List<RestingDuty> of(Membership membership) {
        Organization organization = membership.organization();
        String members = "/o/" + organization.slug() + "/members";
        List<RestingDuty> duties = new ArrayList<>();
        List<Membership> others = organizations.members(organization.id()).stream()
                .filter(m -> !m.person().equals(membership.person()))
                .toList();
        if (membership.roles().contains(Role.OWNER)
                && others.stream().noneMatch(m -> m.roles().contains(Role.OWNER))) {
            duties.add(new RestingDuty("They are the only owner. Make somebody else an owner first.", members));
        }
        if (membership.roles().contains(Role.ISSUER) && others.stream().noneMatch(m -> m.hasAny(Role.ISSUER))) {
            duties.add(new RestingDuty("Nobody else can issue or revoke credentials.", members));
        }
        long open = invitations.pending(organization.id()).stream()
                .filter(i -> i.invitedBy().equals(membership.person()))
                .count();
        if (open > 0) {
            duties.add(new RestingDuty(
                    open == 1
                            ? "One invitation that they sent is not answered. It works no more until an owner sends it again."
                            : open
                                    + " invitations that they sent are not answered. They work no more until an owner sends them again.",
                    members));
        }
        return duties;
    }
}
