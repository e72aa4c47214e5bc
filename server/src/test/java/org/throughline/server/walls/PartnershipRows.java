package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.EDITOR;
import static org.throughline.server.organizations.Role.OWNER;
import static org.throughline.server.organizations.Role.REVIEWER;

import java.util.List;
import java.util.UUID;
import org.throughline.server.walls.Expected.Result;

/** Partnerships: members read, the lead's editors manage, the members' editors and reviewers work, owners sign and answer. */
final class PartnershipRows {
    private static final String ONE = "/partnerships/{id}";

    private PartnershipRows() {}

    static List<Row> of(World world) {
        PartnershipObjects objects = new PartnershipObjects(world);
        return List.of(
                Row.get("/partnerships").expect(Expected.signedIn()),
                Row.get("/partnerships/new").expect(Expected.anywhere(EDITOR)),
                Row.get("/partnerships/letters").expect(Expected.signedIn()),
                Row.post("/partnerships/letters")
                        .form("wanted", "true")
                        .expect(Expected.signedIn())
                        .changesNothing("they are wanted already: said again it is no act"),
                Row.post("/partnerships/letters")
                        .form("wanted", "false")
                        .expect(Expected.signedIn())
                        .afterwards(caller -> world.sql(
                                "delete from partnerships.letters_off where person = ?",
                                world.id(caller).value())),
                Row.post("/partnerships")
                        .formObject("convener", world.college::slug)
                        .formFresh("name", () -> World.CANARY + " founded " + UUID.randomUUID())
                        .form("charter", "To work together.")
                        .expect(Expected.roles(EDITOR)),
                read(world, ""),
                read(world, "/charter"),
                read(world, "/members"),
                read(world, "/minutes"),
                read(world, "/minutes.csv"),
                read(world, "/minutes.json"),
                read(world, "/minutes.md"),
                read(world, "/rounds"),
                read(world, "/rounds/{round}").at("round", objects::newRound),
                read(world, "/workshops"),
                // who does not facilitate is led on to where they vote
                read(world, "/workshops/{workshop}").at("workshop", objects::newWorkshop),
                read(world, "/workshops/{workshop}/minutes").at("workshop", objects::newEndedWorkshop),
                read(world, "/workshops/{workshop}/minutes.json").at("workshop", objects::newEndedWorkshop),
                read(world, "/workshops/{workshop}/live")
                        .at("workshop", objects::newWorkshop)
                        .query("seen=0&screen=none")
                        .expect(Expected.roles(EDITOR)),
                read(world, "/charter/edit").expect(Expected.roles(EDITOR)),
                Row.get(ONE + "/invitation").at("id", objects::newUnanswered).expect(Expected.members()),
                Row.post(ONE + "/invitation/accept")
                        .fresh("id", objects::newUnanswered)
                        .expect(Expected.roles(OWNER)),
                Row.post(ONE + "/invitation/decline")
                        .fresh("id", objects::newUnanswered)
                        .expect(Expected.roles(OWNER)),
                Row.post(ONE + "/leave")
                        .fresh("id", objects::newPartnership)
                        .form("organization", world.employer.slug())
                        .expect(Expected.roles(OWNER)),
                manages(world, "/charter").formFresh("purpose", () -> "To reach " + UUID.randomUUID()),
                Row.post(ONE + "/charter/sign")
                        .fresh("id", objects::newPartnership)
                        .form("version", 1)
                        .expect(Expected.roles(OWNER)),
                Row.post(ONE + "/milestones/{milestone}/reached")
                        .fresh("id", objects::newPartnership)
                        .fresh("milestone", objects::milestoneOfThePartnership)
                        .expect(Expected.roles(EDITOR)),
                manages(world, "/members")
                        .formFresh("organization", objects::newOrganization)
                        .form("part", "EMPLOYER"),
                manages(world, "/mail-invitations")
                        .form("name", "An employer elsewhere")
                        .form("kind", "EMPLOYER")
                        .form("person", "Its first person")
                        .formFresh("email", world::newAddress)
                        .form("part", "EMPLOYER"),
                manages(world, "/mail-invitations/{invitation}/withdraw").fresh("invitation", objects::newInvitation),
                manages(world, "/people").formFresh("person", world::newMember),
                manages(world, "/people/{person}/withdraw").fresh("person", objects::newDelegate),
                manages(world, "/charter/sponsor")
                        .fresh("id", objects::newSponsored)
                        .form("email", "sponsor@elsewhere.example"),
                manages(world, "/charter/sponsor/record")
                        .fresh("id", objects::newSponsored)
                        .form("day", "2026-01-05"),
                manages(world, "/charter/document").fresh("id", objects::newSigned),
                read(world, "/charter.json").at("id", objects::newFiled),
                manages(world, "/minutes/document").fresh("id", objects::newSigned),
                read(world, "/minutes/signed.json").at("id", objects::newFiled),
                Row.get("/sponsor/{token}")
                        .at("token", objects::newSponsorToken)
                        .expect(Expected.everybody())
                        .gives(World.CANARY),
                Row.post("/sponsor/{token}")
                        .fresh("token", objects::newSponsorToken)
                        .expect(Expected.everybody()),
                manages(world, "/name")
                        .fresh("id", objects::newPartnership)
                        .formFresh("name", () -> "Renamed " + UUID.randomUUID()),
                manages(world, "/close").fresh("id", objects::newPartnership),
                manages(world, "/reopen").fresh("id", objects::newClosedPartnership),
                manages(world, "/lead")
                        .fresh("id", objects::newPartnership)
                        .form("to", world.employer.slug())
                        .expect(Expected.roles(OWNER)),
                manages(world, "/members/{slug}/part")
                        .fresh("id", objects::newPartnership)
                        .at("slug", world.employer::slug)
                        .form("part", "OBSERVER"),
                manages(world, "/members/{slug}/unseat")
                        .fresh("id", objects::newPartnership)
                        .at("slug", world.employer::slug)
                        .form("reason", "It has other work."),
                manages(world, "/members/{slug}/withdraw")
                        .fresh("id", objects::newUnanswered)
                        .at("slug", world.employer::slug),
                manages(world, "/scope/remove").form("kind", "framework").formFresh("subject", objects::newScoped),
                manages(world, "/rounds/{round}/change")
                        .fresh("round", objects::newRound)
                        .formFresh("name", () -> World.CANARY + " " + UUID.randomUUID())
                        .form("opens", "2026-12-02")
                        .form("due", "2026-12-30"),
                manages(world, "/rounds/{round}/tasks/{task}/take-away")
                        .fresh("round", objects::newRound)
                        .fresh("task", objects::taskOfTheRound),
                manages(world, "/scope").formFresh("framework", world::newFramework),
                // a crosswalk is opened, and its frameworks and itself come into scope
                manages(world, "/crosswalks")
                        .form("title", World.CANARY + " crosswalk of the partnership")
                        .formFresh("requirements", objects::newScoped)
                        .formFresh("outcomes", objects::newScoped),
                manages(world, "/pack")
                        .formFresh("name", () -> World.CANARY + " pack " + UUID.randomUUID())
                        .form("jobRole", "Technician"),
                works(world, "/minutes").form("text", World.CANARY + " noted"),
                works(world, "/hours")
                        .form("spent", "1.5")
                        .form("day", "2026-01-05")
                        .form("note", World.CANARY + " hours"),
                works(world, "/hours/{entry}/remove").fresh("entry", objects::newHours),
                manages(world, "/rounds")
                        .form("name", World.CANARY + " round")
                        .form("opens", "2026-12-01")
                        .form("due", "2026-12-20"),
                manages(world, "/rounds/{round}/tasks")
                        .at("round", objects::newRound)
                        .form("of", "p:EMPLOYER")
                        .form("kind", "OTHER")
                        .form("title", World.CANARY + " task"),
                manages(world, "/rounds/{round}/open").fresh("round", objects::newRound),
                manages(world, "/rounds/{round}/close").fresh("round", objects::newOpenRound),
                works(world, "/rounds/{round}/tasks/{task}/done")
                        .fresh("round", objects::newOpenRound)
                        .fresh("task", objects::taskOfTheRound));
    }

    /** Workshops: the lead's editors facilitate; whoever has the code takes part. */
    static List<Row> workshops(World world) {
        PartnershipObjects objects = new PartnershipObjects(world);
        return List.of(
                manages(world, "/workshops")
                        .form("title", World.CANARY + " workshop")
                        .form("questions", World.CANARY + " asks this?"),
                manages(world, "/workshops/{workshop}/ask")
                        .fresh("workshop", objects::newWorkshop)
                        .formFresh("question", objects::questionOfTheWorkshop),
                manages(world, "/workshops/{workshop}/reveal").fresh("workshop", objects::newAskedWorkshop),
                manages(world, "/workshops/{workshop}/decide")
                        .fresh("workshop", objects::newRevealedWorkshop)
                        .form("verdict", "accept"),
                manages(world, "/workshops/{workshop}/participants/let-in")
                        .fresh("workshop", objects::newWorkshopWithAGuest),
                manages(world, "/workshops/{workshop}/participants/{participant}/remove")
                        .fresh("workshop", objects::newWorkshop)
                        .fresh("participant", objects::newParticipant),
                manages(world, "/workshops/{workshop}/end").fresh("workshop", objects::newWorkshop),
                Row.get("/w").expect(Expected.everybody()),
                Row.get("/w/{code}")
                        .at("code", objects::newCode)
                        .expect(Expected.everybody())
                        .gives(World.CANARY),
                Row.get("/w/{code}/live")
                        .at("code", objects::newCode)
                        .query("screen=none")
                        .expect(Expected.everybody()),
                Row.post("/w/{code}/join")
                        .fresh("code", objects::newCode)
                        .form("organization", world.college.slug())
                        .form("name", "A guest")
                        .expect(Expected.everybody()),
                // a stranger who did not join has no vote
                Row.post("/w/{code}/vote")
                        .fresh("code", objects::newJoinedCode)
                        .formFresh("question", objects::questionOfTheWorkshop)
                        .form("choice", "YES")
                        .expect(caller -> caller == Caller.ANONYMOUS ? Result.REFUSED : Result.OK));
    }

    /** The way in for whom a letter invited. */
    static List<Row> joining(World world) {
        PartnershipObjects objects = new PartnershipObjects(world);
        PeopleObjects people = new PeopleObjects(world);
        return List.of(
                Row.get("/join/{token}")
                        .at("token", objects::newJoinToken)
                        .expect(Expected.everybody())
                        .gives(World.CANARY),
                Row.get("/join/{token}/signed-in")
                        .at("token", objects::newJoinToken)
                        .expect(Expected.signedIn()),
                // whoever is signed in joins with their account
                Row.post("/join/{token}")
                        .fresh("token", objects::newJoinToken)
                        .form("name", "Its first person")
                        .form("organization", "An employer elsewhere")
                        .form("password", World.PASSWORD)
                        .expect(caller -> caller == Caller.ANONYMOUS ? Result.OK : Result.REFUSED)
                        .afterwards(caller -> {
                            if (caller == Caller.ANONYMOUS) {
                                world.comeBack(caller);
                            }
                        }),
                Row.post("/join/{token}/account")
                        .fresh("token", objects::newJoinToken)
                        .formFresh("organization", () -> "Employer " + UUID.randomUUID())
                        .expect(Expected.signedIn())
                        .afterwards(people::unseat),
                Row.post("/join/{token}/decline")
                        .fresh("token", objects::newJoinToken)
                        .expect(Expected.everybody()));
    }

    /** What a convener sees of all its partnerships, and its starter packs. */
    static List<Row> coalition(World world) {
        PartnershipObjects objects = new PartnershipObjects(world);
        return List.of(
                convener(world, Row.get("/o/{slug}/partnerships")).expect(Expected.members()),
                convener(world, Row.get("/o/{slug}/partnerships.csv")).expect(Expected.members()),
                convener(world, Row.get("/o/{slug}/packs/new")).expect(Expected.roles(EDITOR)),
                convener(world, Row.get("/o/{slug}/packs/{pack}"))
                        .at("pack", objects::newPack)
                        .expect(Expected.members()),
                convener(world, Row.post("/o/{slug}/packs"))
                        .formFresh("name", () -> World.CANARY + " pack " + UUID.randomUUID())
                        .form("jobRole", "Technician")
                        .form("purpose", "To work together.")
                        .form("outcomes", world.outcomes.id())
                        .form("roles", world.requirements.id())
                        .expect(Expected.roles(EDITOR)),
                convener(world, Row.get("/o/{slug}/packs/{pack}/edit"))
                        .at("pack", objects::newPack)
                        .expect(Expected.roles(EDITOR)),
                convener(world, Row.post("/o/{slug}/packs/{pack}"))
                        .fresh("pack", objects::newPack)
                        .formFresh("name", () -> World.CANARY + " pack " + UUID.randomUUID())
                        .form("jobRole", "Technician")
                        .form("purpose", "To work together.")
                        .expect(Expected.roles(EDITOR)),
                convener(world, Row.post("/o/{slug}/packs/{pack}/withdraw"))
                        .fresh("pack", objects::newPack)
                        .expect(Expected.roles(EDITOR)),
                convener(world, Row.post("/o/{slug}/packs/{pack}/start"))
                        .at("pack", objects::newPack)
                        .formFresh("name", () -> World.CANARY + " started " + UUID.randomUUID())
                        .form("start", "2026-12-01")
                        .expect(Expected.roles(EDITOR)));
    }

    private static Row convener(World world, Row row) {
        return row.at("slug", world.college::slug);
    }

    private static Row read(World world, String path) {
        return Row.get(ONE + path).at("id", () -> world.partnership.id()).expect(Expected.members());
    }

    private static Row manages(World world, String path) {
        return Row.post(ONE + path).at("id", () -> world.partnership.id()).expect(Expected.roles(EDITOR));
    }

    private static Row works(World world, String path) {
        return Row.post(ONE + path).at("id", () -> world.partnership.id()).expect(Expected.roles(EDITOR, REVIEWER));
    }
}
