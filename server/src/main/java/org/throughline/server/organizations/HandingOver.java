package org.throughline.server.organizations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * Ends a membership, and gives what rests on whoever goes to a successor, if one is named: one act, one entry in the log with what was given as its
 * parts, and a letter that tells the successor what is theirs and what somebody still has to see to.
 */
@Component
public class HandingOver {
    private static final String LETTERS = "whoever takes over is told where they read it";

    private final Organizations organizations;
    private final ObjectProvider<RestingDuties> rooms;
    private final People people;
    private final Addresses addresses;
    private final PublicAddress address;
    private final AuditLog audit;

    HandingOver(
            Organizations organizations,
            ObjectProvider<RestingDuties> rooms,
            People people,
            Addresses addresses,
            PublicAddress address,
            AuditLog audit) {
        this.organizations = organizations;
        this.rooms = rooms;
        this.people = people;
        this.addresses = addresses;
        this.address = address;
        this.audit = audit;
    }

    /** What rests on a member in every room; ask with the reach of somebody who belongs there. */
    @Transactional(readOnly = true)
    public List<RestingDuty> resting(Membership leaver) {
        return rooms.orderedStream().flatMap(room -> room.of(leaver).stream()).toList();
    }

    /** Whether naming this successor makes an owner of them. */
    @Transactional(readOnly = true)
    public boolean makesAnOwner(Membership leaver, PersonId successor, PersonId by) {
        return isOwner(leaver.organization().id(), by)
                && organizations.members(leaver.organization().id()).stream()
                        .filter(m -> !m.person().equals(leaver.person()))
                        .noneMatch(m -> m.roles().contains(Role.OWNER))
                && organizations.member(leaver.organization().id(), successor).isPresent();
    }

    /**
     * Ends a membership. A successor who is no other member, and a last owner without one, are a {@code Problem BAD_INPUT}.
     *
     * @param by the member themselves or an owner
     */
    @Transactional
    public void end(Membership leaver, @Nullable PersonId successor, PersonId by) {
        OrganizationId organization = leaver.organization().id();
        List<RestingDuty> duties = resting(leaver);
        if (successor == null) {
            List<PersonId> owners = owners(organization, by);
            organizations.setRoles(organization, leaver.person(), Set.of(), by);
            if (by.equals(leaver.person()) && !duties.isEmpty()) {
                owners.forEach(owner -> tell(owner, leaver, duties, false, false));
            }
            return;
        }
        Membership to = organizations
                .member(organization, successor)
                .filter(m -> !m.person().equals(leaver.person()))
                .orElseThrow(() -> new Problem(
                        ProblemType.BAD_INPUT,
                        "Hand over to another member of "
                                + leaver.organization().name() + "."));
        boolean byOwner = isOwner(organization, by);
        audit.one("membership.handed-over", () -> {
            rooms.orderedStream().forEach(room -> room.handOver(leaver, to, byOwner, by));
            organizations.setRoles(organization, leaver.person(), Set.of(), by);
            audit.record(new AuditEntry(
                            "membership.handed-over",
                            by.toString(),
                            organization.toString(),
                            leaver.person().toString(),
                            Map.of("to", to.person().toString()))
                    .concerning(to.person().value()));
            return to;
        });
        if (!successor.equals(by)) {
            tell(successor, leaver, duties, true, byOwner);
        }
    }

    private void tell(PersonId to, Membership leaver, List<RestingDuty> duties, boolean successor, boolean byOwner) {
        String organization = leaver.organization().name();
        Reach.asHouse(LETTERS, () -> {
            String leaving =
                    people.find(leaver.person()).map(Person::displayName).orElse("Somebody");
            String along = lines(duties, successor, byOwner, true);
            String open = lines(duties, successor, byOwner, false);
            addresses.tell(
                    to,
                    successor ? "You take over at " + organization : "Somebody left " + organization,
                    leaving + " left " + organization + (successor ? ", and you were named to take over." : ".")
                            + (along.isEmpty() ? "" : "\n\nThis was theirs and is yours now:\n\n" + along)
                            + (open.isEmpty() ? "" : "\n\nSomebody has to see to this:\n\n" + open)
                            + "\n\nWho belongs to it, and what they may do:\n\n"
                            + address.url("/o/" + leaver.organization().slug() + "/members"));
        });
    }

    private static String lines(List<RestingDuty> duties, boolean successor, boolean byOwner, boolean along) {
        return duties.stream()
                .filter(duty -> along == (successor && duty.goesAlong(byOwner)))
                .map(duty -> "- " + duty.text())
                .collect(Collectors.joining("\n\n"));
    }

    private List<PersonId> owners(OrganizationId organization, PersonId but) {
        return organizations.members(organization).stream()
                .filter(m -> m.roles().contains(Role.OWNER))
                .map(Membership::person)
                .filter(owner -> !owner.equals(but))
                .toList();
    }

    private boolean isOwner(OrganizationId organization, PersonId person) {
        return organizations
                .member(organization, person)
                .filter(m -> m.roles().contains(Role.OWNER))
                .isPresent();
    }
}
