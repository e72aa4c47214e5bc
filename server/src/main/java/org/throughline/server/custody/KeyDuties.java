package org.throughline.server.custody;

import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.RestingDuties;
import org.throughline.server.organizations.RestingDuty;
import org.throughline.server.organizations.RestingDuty.Goes;
import org.throughline.server.organizations.Role;

/** A report that a key was stolen needs two owners, and one of them is about to leave. */
@Component
class KeyDuties implements RestingDuties {
    private final KeyCare care;
    private final Organizations organizations;

    KeyDuties(KeyCare care, Organizations organizations) {
        this.care = care;
        this.organizations = organizations;
    }

    @Override
    public List<RestingDuty> of(Membership leaver) {
        if (!leaver.roles().contains(Role.OWNER)) {
            return List.of();
        }
        return care.open(leaver.organization().id()).stream()
                .filter(report -> KeyCare.isSamePerson(report, leaver.person()) || !somebodyElseDecides(leaver, report))
                .map(report -> new RestingDuty(
                        somebodyElseDecides(leaver, report)
                                ? "A key was reported as stolen from this account. Another owner must confirm the report or dismiss it."
                                : "A key was reported as stolen, and no second owner is left who could confirm the report. "
                                        + "Make somebody an owner, or ask the server's administrator.",
                        "/o/" + leaver.organization().slug() + "/keys",
                        Goes.NOT_ALONG))
                .toList();
    }

    /** Whether an owner remains who neither leaves nor reported the key. */
    private boolean somebodyElseDecides(Membership leaver, CompromiseReport report) {
        return organizations.members(leaver.organization().id()).stream()
                .filter(m -> m.roles().contains(Role.OWNER))
                .map(Membership::person)
                .anyMatch(owner -> !owner.equals(leaver.person()) && !KeyCare.isSamePerson(report, owner));
    }
}
