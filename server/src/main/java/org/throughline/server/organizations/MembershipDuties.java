package org.throughline.server.organizations;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.RestingDuty.Goes;

/** What rests on a member in this room: roles that nobody else has, and invitations that they sent, which nobody takes over. */
@Component
class MembershipDuties implements RestingDuties {
    private final Organizations organizations;
    private final Invitations invitations;

    MembershipDuties(Organizations organizations, Invitations invitations) {
        this.organizations = organizations;
        this.invitations = invitations;
    }

    @Override
    public List<RestingDuty> of(Membership leaver) {
        Organization organization = leaver.organization();
        String members = "/o/" + organization.slug() + "/members";
        List<RestingDuty> duties = new ArrayList<>();
        for (Role role : heldAlone(leaver)) {
            duties.add(new RestingDuty(
                    switch (role) {
                        case OWNER -> "Nobody else is an owner: whoever is last can't leave before another is one.";
                        case EDITOR -> "Nobody else can edit frameworks and crosswalks, or lead a partnership.";
                        case ISSUER -> "Nobody else can issue or revoke credentials.";
                        case RECRUITER -> "Nobody else can look for people and state talent needs.";
                        case REVIEWER -> "Nobody else can review what is proposed.";
                        case VIEWER -> "Nobody else reads along.";
                    },
                    members,
                    Goes.ALONG_BY_AN_OWNER));
        }
        long open = invitations.pending(organization.id()).stream()
                .filter(i -> i.invitedBy().equals(leaver.person()))
                .count();
        if (open > 0) {
            duties.add(new RestingDuty(
                    open == 1
                            ? "One invitation to " + organization.name()
                                    + " is not answered. It works no more until an owner sends it again."
                            : open + " invitations to " + organization.name()
                                    + " are not answered. They work no more until an owner sends them again.",
                    members,
                    Goes.NOT_ALONG));
        }
        return duties;
    }

    /** An invitation is vouched for by whoever sent it, so none is handed over: an owner who must go could come back by it. */
    @Override
    public void handOver(Membership leaver, Membership successor, boolean byOwner, PersonId by) {
        Set<Role> alone = heldAlone(leaver);
        if (byOwner && !alone.isEmpty()) {
            Set<Role> roles = EnumSet.copyOf(alone);
            roles.addAll(successor.roles());
            if (!roles.equals(successor.roles())) {
                organizations.setRoles(leaver.organization().id(), successor.person(), roles, by);
            }
        }
    }

    /** Roles by which a member may do what nobody else may. Reading along is no such thing. */
    private Set<Role> heldAlone(Membership leaver) {
        List<Membership> others = organizations.members(leaver.organization().id()).stream()
                .filter(m -> !m.person().equals(leaver.person()))
                .toList();
        Set<Role> alone = EnumSet.noneOf(Role.class);
        leaver.roles().stream()
                .filter(role -> role != Role.VIEWER)
                .filter(role -> others.stream().noneMatch(m -> m.hasAny(role)))
                .forEach(alone::add);
        return alone;
    }
}
