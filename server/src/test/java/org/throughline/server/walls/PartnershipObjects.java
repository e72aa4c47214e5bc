package org.throughline.server.walls;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.Charter;
import org.throughline.server.partnerships.Charters;
import org.throughline.server.partnerships.Facilitation;
import org.throughline.server.partnerships.Hours;
import org.throughline.server.partnerships.MailInvitations;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.PartnershipDocuments;
import org.throughline.server.partnerships.PartnershipId;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Round;
import org.throughline.server.partnerships.Rounds;
import org.throughline.server.partnerships.Scopes;
import org.throughline.server.partnerships.Sponsors;
import org.throughline.server.partnerships.StarterPacks;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.WorkshopId;
import org.throughline.server.partnerships.Workshops;

/** What the acts of a partnership use up, made anew for each; a part of what was made last is asked for next. */
final class PartnershipObjects {
    private final World world;
    private UUID part = UUID.randomUUID();

    PartnershipObjects(World world) {
        this.world = world;
    }

    /** One in which the employer takes part, with one milestone and its charter not signed. */
    UUID newPartnership() {
        Partnership founded = founded();
        world.bean(Partnerships.class).answer(founded.id(), world.employer, true, owner());
        return founded.id().value();
    }

    /** One whose charter names a sponsor, and waits for their signature. */
    UUID newSponsored() {
        UUID id = newPartnership();
        world.bean(Charters.class)
                .write(
                        new PartnershipId(id),
                        "To work together.",
                        new Charter.Sponsor("Somebody", "Sponsor", "Elsewhere"),
                        List.of(),
                        List.of(),
                        owner());
        return id;
    }

    String newSponsorToken() {
        return world.bean(Sponsors.class)
                .ask(
                        world.bean(Partnerships.class)
                                .find(new PartnershipId(newSponsored()))
                                .orElseThrow(),
                        world.newAddress(),
                        owner());
    }

    /** One whose charter everybody has signed. */
    UUID newSigned() {
        PartnershipId id = new PartnershipId(newPartnership());
        world.bean(Charters.class).sign(id, world.college.id(), world.college.name(), 1, owner());
        world.bean(Charters.class).sign(id, world.employer.id(), world.employer.name(), 1, owner());
        return id.value();
    }

    /** One whose charter and minutes are signed documents. */
    UUID newFiled() {
        UUID id = newSigned();
        Partnership partnership =
                world.bean(Partnerships.class).find(new PartnershipId(id)).orElseThrow();
        world.bean(PartnershipDocuments.class).fileCharter(partnership, owner());
        world.bean(PartnershipDocuments.class).signMinutes(partnership, owner());
        return id;
    }

    UUID newClosedPartnership() {
        UUID closed = newPartnership();
        world.bean(Partnerships.class).close(new PartnershipId(closed), "", owner());
        return closed;
    }

    /** One to which the employer is invited. */
    UUID newUnanswered() {
        return founded().id().value();
    }

    UUID milestoneOfThePartnership() {
        return part;
    }

    private Partnership founded() {
        part = UUID.randomUUID();
        return world.bean(Partnerships.class)
                .found(
                        new Partnerships.Beginning(
                                World.CANARY + " partnership " + UUID.randomUUID(),
                                "To work together.",
                                Charter.Sponsor.NOBODY,
                                Map.of(world.employer.id(), Part.EMPLOYER),
                                List.of(),
                                List.of(new Charter.Milestone(part, "Agreed", LocalDate.of(2027, 1, 31), null))),
                        world.college.id(),
                        owner());
    }

    /** An organization in which nobody of the matrix sits: a caller with one seat more would act at another seat in other rows. */
    String newOrganization() {
        String name = "invited-" + UUID.randomUUID().toString().substring(0, 8);
        PersonId person = world.bean(People.class)
                .ensure("Somebody elsewhere", world.newAddress())
                .id();
        return world.bean(Organizations.class)
                .create(name, "The " + name, OrganizationKind.EMPLOYER, null, "Made for the matrix.", person)
                .slug();
    }

    UUID newInvitation() {
        return invited().invitation().id();
    }

    String newJoinToken() {
        return invited().token();
    }

    private MailInvitations.Sent invited() {
        return world.bean(MailInvitations.class)
                .invite(
                        partnership(),
                        "An employer elsewhere",
                        OrganizationKind.EMPLOYER,
                        Part.EMPLOYER,
                        "Its first person",
                        world.newAddress(),
                        owner());
    }

    UUID newDelegate() {
        UUID person = world.newMember();
        world.bean(Partnerships.class).name(partnership().id(), world.college.id(), new PersonId(person), owner());
        return person;
    }

    UUID newScoped() {
        UUID framework = world.newFramework();
        world.bean(Scopes.class).take(partnership().id(), new FrameworkId(framework), owner());
        return framework;
    }

    UUID newHours() {
        String note = World.CANARY + " " + UUID.randomUUID();
        Hours hours = world.bean(Hours.class);
        hours.log(
                partnership().id(),
                world.college.id(),
                null,
                null,
                BigDecimal.ONE,
                LocalDate.of(2026, 1, 5),
                note,
                owner());
        return hours.of(partnership().id()).stream()
                .filter(entry -> entry.note().equals(note))
                .findFirst()
                .orElseThrow()
                .id();
    }

    UUID newRound() {
        Rounds rounds = world.bean(Rounds.class);
        UUID round = rounds.plan(
                        partnership(),
                        World.CANARY + " round",
                        "To be further.",
                        LocalDate.of(2026, 12, 1),
                        LocalDate.of(2026, 12, 20),
                        owner())
                .id();
        rounds.ask(
                partnership(),
                round,
                new Rounds.Asked(world.college.id(), null, Round.TaskKind.OTHER, null, World.CANARY + " task"),
                owner());
        part = rounds.find(partnership().id(), round)
                .orElseThrow()
                .tasks()
                .getFirst()
                .id();
        return round;
    }

    UUID newOpenRound() {
        UUID round = newRound();
        world.bean(Rounds.class).open(partnership(), round, owner());
        return round;
    }

    UUID taskOfTheRound() {
        return part;
    }

    UUID newWorkshop() {
        return workshop().id().value();
    }

    UUID newWorkshopWithAGuest() {
        Workshop opened = workshop();
        world.bean(Workshops.class).joinAsGuest(opened, world.college.id(), World.CANARY + " guest");
        return opened.id().value();
    }

    UUID newAskedWorkshop() {
        Workshop opened = workshop();
        world.bean(Facilitation.class).ask(partnership(), opened, part, owner());
        return opened.id().value();
    }

    UUID newRevealedWorkshop() {
        UUID asked = newAskedWorkshop();
        world.bean(Facilitation.class).reveal(partnership(), workshop(asked), owner());
        return asked;
    }

    UUID newEndedWorkshop() {
        return world.bean(Facilitation.class)
                .end(partnership(), workshop(), owner())
                .id()
                .value();
    }

    UUID questionOfTheWorkshop() {
        return part;
    }

    /** Somebody in the workshop that was made last. */
    UUID newParticipant() {
        return world.bean(Workshops.class)
                .join(last, world.college.id(), world.id(Caller.VIEWER), World.CANARY + " viewer")
                .id();
    }

    String newCode() {
        return workshop().code();
    }

    /** The code of a workshop that votes, in which whoever is asking sits. */
    String newJoinedCode() {
        Workshop asked = workshop(newAskedWorkshop());
        if (world.asking != Caller.ANONYMOUS) {
            world.bean(Workshops.class).join(asked, world.college.id(), world.id(world.asking), "Somebody");
        }
        return asked.code();
    }

    UUID newPack() {
        StarterPacks packs = world.bean(StarterPacks.class);
        Partnership bare = world.bean(Partnerships.class)
                .found(
                        Partnerships.Beginning.of(
                                World.CANARY + " pattern " + UUID.randomUUID(), "To work together.", Map.of()),
                        world.college.id(),
                        owner());
        return packs.make(packs.from(bare, World.CANARY + " pack " + UUID.randomUUID(), "Technician"), owner())
                .id();
    }

    @SuppressWarnings("NullAway.Init") // a participant is asked for after a workshop
    private Workshop last;

    private Workshop workshop() {
        last = world.bean(Workshops.class)
                .open(
                        partnership(),
                        null,
                        World.CANARY + " workshop",
                        List.of(Workshops.Planned.words(World.CANARY + " asks this?")),
                        true,
                        owner());
        part = last.questions().getFirst().id();
        return last;
    }

    private Workshop workshop(UUID id) {
        return world.bean(Workshops.class)
                .find(partnership().id(), new WorkshopId(id))
                .orElseThrow();
    }

    private Partnership partnership() {
        return world.bean(Partnerships.class).find(world.partnership.id()).orElseThrow();
    }

    private PersonId owner() {
        return world.id(Caller.OWNER);
    }
}
