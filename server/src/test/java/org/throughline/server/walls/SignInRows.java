package org.throughline.server.walls;

import java.util.List;
import org.throughline.server.walls.Expected.Result;

/** The ways in and out, and what a person does about their own. Some of them are filters in front of every controller. */
final class SignInRows {
    private SignInRows() {}

    static List<Row> of(World world) {
        PeopleObjects objects = new PeopleObjects(world);
        return List.of(
                Row.get("/sign-in").expect(Expected.everybody()),
                Row.get("/sign-in/again").expect(Expected.signedIn()),
                Row.post("/sign-in")
                        .formFresh(
                                "email",
                                () -> world.email(world.asking == Caller.ANONYMOUS ? Caller.LEARNER : world.asking))
                        .form("password", World.PASSWORD)
                        .expect(Expected.everybody())
                        .afterwards(world::comeBack),
                Row.post("/sign-in")
                        .formFresh("email", world::newAddress)
                        .form("password", "not the password of anybody")
                        .expect(caller -> Result.REFUSED),
                Row.get("/sign-in/code").expect(caller -> Result.REFUSED),
                // nobody stands here between the first step and the second
                Row.post("/sign-in/code")
                        .form("code", "000000")
                        .expect(caller -> Result.REFUSED)
                        .succeedsIn("organizations.web.SecondStepIT#asksForACodeOrARecoveryCodeEachOnce"),
                Row.get("/sign-in/link").expect(Expected.everybody()),
                Row.post("/sign-in/link").formFresh("email", world::newAddress).expect(Expected.everybody()),
                Row.get("/sign-in/link/{token}")
                        .at("token", objects::newSignInOfANewcomer)
                        .expect(Expected.everybody()),
                Row.post("/sign-in/link/{token}")
                        .fresh("token", objects::newSignIn)
                        .expect(Expected.everybody())
                        .afterwards(world::comeBack),
                // a device answers the challenge
                Row.post("/sign-in/passkey")
                        .form("credential", "{}")
                        .expect(caller -> Result.REFUSED)
                        .succeedsIn("organizations.web.PasskeyIT#addsAPasskeySignsInWithItAndRemovesItAgain"),
                Row.get("/sign-in/institution").expect(Expected.everybody()),
                // an institution is another server; the one of the own college is set up in one row below and ended
                // again
                Row.get("/sign-in/institution/{slug}")
                        .at("slug", world.employer::slug)
                        .expect(Expected.nobody()),
                Row.get("/sign-in/institution/{slug}/callback")
                        .at("slug", world.college::slug)
                        .query("state=never&code=never")
                        .expect(caller -> Result.REFUSED)
                        .succeedsIn(
                                "organizations.web.InstitutionIT#letsSomebodyNewInWhoseAddressTheProviderMayVouchForAndKnowsThemAgain"),
                // only somebody half-way in gets further than the sign-in
                Row.get("/sign-in/code/lost").expect(Expected.everybody()),
                Row.post("/sign-in/code/lost")
                        .expect(caller -> Result.REFUSED)
                        .succeedsIn("organizations.LostSecondStepIT#letsSomebodyBackInADayAfterItWasConfirmed"),
                Row.get("/sign-in/keep-second-step/{token}")
                        .at("token", objects::newStop)
                        .expect(Expected.everybody()),
                Row.post("/sign-in/keep-second-step/{token}")
                        .fresh("token", objects::newStop)
                        .expect(Expected.everybody()),
                Row.get("/lost-second-steps").expect(Expected.administrator()),
                Row.post("/lost-second-steps/{person}/confirm")
                        .fresh("person", objects::newLost)
                        .expect(Expected.administrator()),
                Row.get("/account/institution").expect(Expected.signedIn()),
                Row.post("/account/institution")
                        .expect(Expected.refusedToEverybody())
                        .succeedsIn("organizations.web.InstitutionIT#linksASignedInPersonWhoSaysSo"),
                Row.post("/sign-out")
                        .expect(caller -> caller == Caller.ANONYMOUS ? Result.NOTHING_TO_DO : Result.OK)
                        .afterwards(world::comeBack));
    }

    static List<Row> own(World world) {
        PeopleObjects objects = new PeopleObjects(world);
        return List.of(
                Row.get("/account/addresses").expect(Expected.signedIn()),
                Row.post("/account/addresses")
                        .formFresh("email", world::newAddress)
                        .expect(Expected.signedIn()),
                Row.post("/account/addresses/main")
                        .formFresh("email", objects::newProvedAddress)
                        .expect(Expected.signedIn()),
                Row.post("/account/addresses/remove")
                        .formFresh("email", objects::newProvedAddress)
                        .expect(Expected.signedIn()),
                Row.get("/account/addresses/{token}")
                        .fresh("token", objects::newProof)
                        .expect(Expected.signedIn()),
                Row.get("/account/addresses/{token}")
                        .at("token", objects::newProofOfTheLearner)
                        .expect(Expected.holder()),
                Row.post("/account/addresses/{token}")
                        .fresh("token", objects::newProof)
                        .expect(Expected.signedIn()),
                Row.post("/account/addresses/{token}")
                        .fresh("token", objects::newProofOfTheLearner)
                        .expect(Expected.holder()),
                Row.get("/account/passkeys").expect(Expected.signedIn()),
                Row.post("/account/passkeys")
                        .form("name", "A device")
                        .form("credential", "{}")
                        .expect(Expected.refusedToEverybody())
                        .succeedsIn("organizations.web.PasskeyIT#addsAPasskeySignsInWithItAndRemovesItAgain"),
                Row.post("/account/passkeys/{passkey}/name")
                        .fresh("passkey", objects::newPasskey)
                        .form("name", "Another device")
                        .expect(Expected.signedIn()),
                Row.post("/account/passkeys/{passkey}/name")
                        .fresh("passkey", objects::newPasskeyOfTheLearner)
                        .form("name", "Another device")
                        .expect(Expected.holder()),
                Row.post("/account/passkeys/{passkey}/remove")
                        .fresh("passkey", objects::newPasskey)
                        .expect(Expected.signedIn()),
                Row.post("/account/passkeys/{passkey}/remove")
                        .fresh("passkey", objects::newPasskeyOfTheLearner)
                        .expect(Expected.holder()),
                Row.get("/account/second-step").expect(Expected.signedIn()),
                Row.get("/account/second-step/new").expect(Expected.signedIn()),
                Row.post("/account/second-step/new")
                        .formFresh("code", objects::newCode)
                        .expect(Expected.signedIn())
                        .afterwards(objects::switchSecondStepOff),
                Row.post("/account/second-step/off")
                        .prepared(objects::switchSecondStepOn)
                        .expect(Expected.signedIn()),
                Row.post("/account/institutions/{link}/end")
                        .fresh("link", objects::newLinkWithAnInstitution)
                        .expect(Expected.signedIn()),
                Row.post("/account/institutions/{link}/end")
                        .fresh("link", objects::newLinkOfTheLearner)
                        .expect(Expected.holder()));
    }

    /** How people come into an organization, and go. */
    static List<Row> belonging(World world) {
        PeopleObjects objects = new PeopleObjects(world);
        return List.of(
                Row.get("/invitations/{token}")
                        .at("token", objects::newInvitationToken)
                        .expect(Expected.everybody()),
                // a stranger comes in with a name and a password of their own, everybody else with their account
                Row.post("/invitations/{token}")
                        .fresh("token", objects::newInvitationToken)
                        .form("name", "Newcomer")
                        .form("password", World.PASSWORD)
                        .expect(Expected.everybody())
                        .afterwards(caller -> {
                            objects.unseat(caller);
                            if (caller == Caller.ANONYMOUS) {
                                world.comeBack(caller);
                            }
                        }),
                Row.post("/invitations/{token}/decline")
                        .fresh("token", objects::newInvitationToken)
                        .expect(Expected.everybody()),
                Row.post("/o/{slug}/invitations/{invitation}/again")
                        .at("slug", world.college::slug)
                        .fresh("invitation", objects::newInvitation)
                        .expect(Expected.roles(org.throughline.server.organizations.Role.OWNER)),
                Row.post("/o/{slug}/invitations/{invitation}/withdraw")
                        .at("slug", world.college::slug)
                        .fresh("invitation", objects::newInvitation)
                        .expect(Expected.roles(org.throughline.server.organizations.Role.OWNER)),
                Row.get("/o/{slug}/leave").at("slug", world.college::slug).expect(Expected.members()),
                Row.post("/o/{slug}/leave").fresh("slug", objects::newSeat).expect(Expected.members()),
                Row.get("/o/{slug}/members/{person}/end")
                        .at("slug", world.college::slug)
                        .at("person", () -> world.id(Caller.VIEWER))
                        .expect(Expected.roles(org.throughline.server.organizations.Role.OWNER)),
                Row.post("/o/{slug}/members/{person}/end")
                        .at("slug", world.college::slug)
                        .fresh("person", world::newMember)
                        .form("successor", "")
                        .expect(Expected.roles(org.throughline.server.organizations.Role.OWNER)));
    }
}
