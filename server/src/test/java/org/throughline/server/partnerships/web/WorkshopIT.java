package org.throughline.server.partnerships.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class WorkshopIT {
    private static final String REASON = "We do this on every pole";

    private final Cohort cohort;
    private final Workshops workshops;
    private final Crosswalks crosswalks;
    private final CredentialVerifier verifier;
    private final IssuingHalt halt;
    private final RunningServer server;

    WorkshopIT(
            Cohort cohort,
            Workshops workshops,
            Crosswalks crosswalks,
            CredentialVerifier verifier,
            IssuingHalt halt,
            RunningServer server) {
        this.halt = halt;
        this.cohort = cohort;
        this.workshops = workshops;
        this.crosswalks = crosswalks;
        this.verifier = verifier;
        this.server = server;
    }

    private record Held(Cohort.Table table, Visitor facilitator, String stage, Workshop workshop) {
        String code() {
            return "/w/" + workshop.code();
        }
    }

    /** Two pairs and one question in words; the first is on the screen. */
    private Held workshop(String guests) throws Exception {
        Cohort.Table table = cohort.table();
        Visitor facilitator = cohort.as(table.lead().editor());
        facilitator.get(table.base() + "/workshops");
        Visitor.Seen opened = facilitator.post(
                table.base() + "/workshops",
                "title",
                "First pairs",
                "crosswalk",
                table.crosswalk().id().toString(),
                "pairs",
                "undecided",
                "most",
                "12",
                "questions",
                "Do we meet again in March?",
                "guests",
                guests);
        assertThat(opened.status()).isEqualTo(200);
        Held held = new Held(
                table,
                facilitator,
                opened.address().getPath(),
                workshops.of(table.partnership().id()).getFirst());
        assertThat(held.workshop().questions()).hasSize(3);
        ask(held);
        return held;
    }

    private static void ask(Held held) throws Exception {
        String next = held.facilitator()
                .get(held.stage())
                .html()
                .select(".stage__foot form[action$=/ask] input[name=question]")
                .val();
        held.facilitator().post(held.stage() + "/ask", "question", next);
    }

    private Visitor voter(Held held, Cohort.House house) throws Exception {
        Visitor voter = cohort.as(house.reviewer());
        voter.get(held.code());
        voter.post(held.code() + "/join", "organization", house.organization().slug());
        return voter;
    }

    private static Visitor.Seen vote(Held held, Visitor voter, String choice, String reason) throws Exception {
        String question =
                voter.get(held.code()).html().select("input[name=question]").val();
        return voter.post(
                held.code() + "/vote",
                "question",
                question,
                "choice",
                choice,
                "relation",
                "exactMatchOf",
                "reason",
                reason);
    }

    @Test
    void firstVotesArePrivateUntilTheyAreRevealedAndThenStay() throws Exception {
        Held held = workshop("yes");
        Visitor employer = voter(held, held.table().employer());
        Visitor college = voter(held, held.table().college());
        assertThat(vote(held, employer, "YES", REASON).html().text()).contains("You said Yes");
        vote(held, college, "NO", "Another tool");

        for (String page : List.of(held.stage(), held.stage() + "/live?seen=0&screen=x")) {
            String seen = held.facilitator().get(page).response().body();
            assertThat(seen).contains("<strong>2</strong> of <strong>2</strong> have voted");
            assertThat(seen)
                    .doesNotContain(REASON)
                    .doesNotContain("Another tool")
                    .doesNotContain("stage__tally");
        }
        assertThat(college.get(held.code()).response().body()).doesNotContain(REASON);

        Visitor.Seen shown = held.facilitator().post(held.stage() + "/reveal");
        assertThat(shown.html()
                        .select(".stage__group:has(.stage__org:contains(Test Power))")
                        .text())
                .contains("Yes")
                .contains("the same competency")
                .contains(REASON);
        assertThat(shown.html().select(".stage__tally").text()).contains("1 yes 1 no 0 not sure");
        Workshop now = workshops.of(held.table().partnership().id()).getFirst();
        Visitor.Seen late =
                employer.post(held.code() + "/vote", "question", String.valueOf(now.current()), "choice", "NO");
        assertThat(late.html().text()).contains("Voting on this question is over");
        assertThat(held.facilitator()
                        .get(held.stage())
                        .html()
                        .select(".stage__tally")
                        .text())
                .contains("1 yes 1 no");
        assertThat(held.facilitator().post(held.stage() + "/reveal").status()).isEqualTo(409);
    }

    @Test
    void aDecisionIsWrittenIntoTheCrosswalkWithTheWorkshopAsItsReasonAndAParkedPairCanBeAskedAgain() throws Exception {
        Held held = workshop("yes");
        vote(held, voter(held, held.table().employer()), "YES", "");
        assertThat(held.facilitator()
                        .post(held.stage() + "/decide", "verdict", "accept", "relation", "exactMatchOf")
                        .status())
                .as("not before the votes are shown")
                .isEqualTo(409);
        held.facilitator().get(held.stage());
        held.facilitator().post(held.stage() + "/reveal");
        held.facilitator()
                .post(held.stage() + "/decide", "verdict", "accept", "relation", "exactMatchOf", "note", "All agree.");
        List<AlignmentStep> accepted =
                crosswalks.accepted(held.table().crosswalk().id());
        assertThat(accepted).singleElement().satisfies(step -> {
            assertThat(step.associationType()).isEqualTo("exactMatchOf");
            assertThat(step.reason()).isEqualTo("Workshop “First pairs”: 1 of 1 organization for it. All agree.");
            assertThat(step.decidedBy()).isEqualTo("Edda Editor");
        });
        assertThat(held.facilitator()
                        .post(held.stage() + "/decide", "verdict", "reject")
                        .status())
                .as("once")
                .isEqualTo(409);

        held.facilitator().get(held.stage());
        ask(held);
        held.facilitator().get(held.stage());
        Visitor.Seen parked =
                held.facilitator().post(held.stage() + "/decide", "verdict", "park", "note", "Ask the safety officer.");
        assertThat(parked.html().select("#more").text()).contains("Ask it again");
        String minutes = held.facilitator()
                .get(held.table().base() + "/minutes.csv")
                .response()
                .body();
        assertThat(minutes).contains("DECISION").contains("PARKED").contains("Ask the safety officer.");
        String again = parked.html()
                .select("#more form[action$=/ask] input[name=question]")
                .val();
        assertThat(held.facilitator()
                        .post(held.stage() + "/ask", "question", again)
                        .status())
                .isEqualTo(200);
        assertThat(held.facilitator().post(held.stage() + "/end").status())
                .as("not in the middle of a question")
                .isEqualTo(409);
    }

    @Test
    void aFirstVoteIsKeptWhenTheRoomVotesOnceMoreAndBothStandInTheSignedMinutes() throws Exception {
        Held held = workshop("yes");
        Visitor employer = voter(held, held.table().employer());
        vote(held, employer, "NO", "Another tool");
        held.facilitator().post(held.stage() + "/reveal");
        String question = held.facilitator()
                .get(held.stage())
                .html()
                .select("button[name=question]")
                .val();
        held.facilitator().post(held.stage() + "/ask", "question", question);
        String voting = held.facilitator().get(held.stage()).response().body();
        assertThat(voting)
                .contains("<strong>0</strong> of <strong>1</strong> have voted")
                .doesNotContain("Another tool");
        assertThat(employer.get(held.code()).html().text()).doesNotContain("You said");
        vote(held, employer, "YES", REASON);
        assertThat(held.facilitator().get(held.stage()).response().body())
                .doesNotContain(REASON)
                .doesNotContain("Another tool");

        Visitor.Seen shown = held.facilitator().post(held.stage() + "/reveal");
        assertThat(shown.html().select(".stage__turn").text()).isEqualTo("Second vote First vote");
        assertThat(shown.html().select(".stage__votes--earlier").text())
                .contains("First vote")
                .contains("Another tool");
        held.facilitator().post(held.stage() + "/decide", "verdict", "accept", "relation", "exactMatchOf");

        // a vote that is parked before it is shown is never shown
        held.facilitator().get(held.stage());
        ask(held);
        vote(held, employer, "UNSURE", "Said for myself");
        held.facilitator().get(held.stage());
        held.facilitator().post(held.stage() + "/decide", "verdict", "park");
        assertThat(held.facilitator().get(held.stage()).response().body())
                .contains("1 vote was cast and never shown.")
                .doesNotContain("Said for myself");
        assertThat(held.facilitator().post(held.stage() + "/end").html().text())
                .contains("First vote")
                .contains("Second vote")
                .doesNotContain("Said for myself");
        String document = held.facilitator()
                .get(held.stage() + "/minutes.json")
                .response()
                .body();
        assertThat(document)
                .contains("Another tool")
                .contains(REASON)
                .contains("NOT_SHOWN")
                .doesNotContain("Said for myself");
        assertThat(verifier.verify(document.getBytes(StandardCharsets.UTF_8)).verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void everyOrganizationHasOneVoteHoweverManyOfItsPeopleCome() throws Exception {
        Held held = workshop("yes");
        vote(held, voter(held, held.table().college()), "NO", "");
        vote(held, voter(held, held.table().employer()), "YES", "");
        Visitor second = cohort.as(held.table().employer().editor());
        second.get(held.code());
        second.post(
                held.code() + "/join",
                "organization",
                held.table().employer().organization().slug());
        vote(held, second, "YES", "");
        held.facilitator().get(held.stage());
        Visitor.Seen shown = held.facilitator().post(held.stage() + "/reveal");
        assertThat(shown.html().select(".stage__tally").text()).contains("1 yes 1 no 0 not sure");
        assertThat(shown.html().select(".stage__group:contains(Test Power) li")).hasSize(2);
    }

    @Test
    void onlyTheLeadFacilitatesAndOnlyMembersKnowOfIt() throws Exception {
        Held held = workshop("yes");
        Visitor member = cohort.as(held.table().employer().editor());
        assertThat(member.get(held.stage()).address().getPath()).isEqualTo(held.code());
        assertThat(member.post(held.stage() + "/reveal").status()).isEqualTo(403);
        assertThat(member.get(held.stage() + "/live?seen=0&screen=x").status()).isEqualTo(403);
        Visitor viewer = cohort.as(held.table().lead().viewer());
        viewer.get(held.table().base());
        assertThat(viewer.post(held.stage() + "/reveal").status()).isEqualTo(403);
        Visitor outsider =
                cohort.as(cohort.house("Elsewhere", OrganizationKind.EMPLOYER).owner());
        assertThat(outsider.get(held.stage()).status()).isEqualTo(404);
        assertThat(outsider.get(held.table().base() + "/workshops").status()).isEqualTo(404);
    }

    @Test
    void aGuestVotesByTheCodeUntilTheFacilitatorRemovesThem() throws Exception {
        Held held = workshop("yes");
        Visitor guest = new Visitor(server);
        assertThat(guest.get("/w?code=AAAAAAAA").status()).isEqualTo(404);
        String typed = held.workshop().code().toLowerCase(java.util.Locale.ROOT);
        guest.get("/w?code=" + typed.substring(0, 4) + "%20" + typed.substring(4));
        guest.get(held.code());
        guest.post(
                held.code() + "/join",
                "name",
                "Ines Crew",
                "organization",
                held.table().employer().organization().slug());
        assertThat(guest.get(held.code()).html().select("input[name=question]"))
                .as("nobody votes for an organization whom the facilitator has not let in")
                .isEmpty();
        assertThat(guest.post(
                                held.code() + "/vote",
                                "question",
                                String.valueOf(workshops
                                        .of(held.table().partnership().id())
                                        .getFirst()
                                        .current()),
                                "choice",
                                "YES")
                        .html()
                        .text())
                .contains("You have not been let in yet.");
        Visitor.Seen asking = held.facilitator().get(held.stage());
        assertThat(asking.html().select(".stage__waiting").text()).contains("Ines Crew for Test Power");
        assertThat(asking.html().select(".stage__count").text()).isEqualTo("0 of 0 have voted");
        held.facilitator().post(held.stage() + "/participants/let-in");
        assertThat(vote(held, guest, "UNSURE", "").html().text()).contains("You said Not sure");
        assertThat(guest.get(held.table().base()).address().getPath()).isEqualTo("/sign-in");

        Visitor.Seen stage = held.facilitator().get(held.stage());
        assertThat(stage.html().select("#more").text()).contains("Ines Crew").contains("by code");
        held.facilitator()
                .post(stage.html().select("#more form[action$=/remove]").attr("action"));
        assertThat(held.facilitator()
                        .get(held.stage())
                        .html()
                        .select(".stage__count")
                        .text())
                .isEqualTo("0 of 0 have voted");
        assertThat(guest.get(held.code()).html().select("input[name=question]")).isEmpty();
    }

    @Test
    void aWorkshopWithoutGuestsLetsOnlyItsMembersIn() throws Exception {
        Held held = workshop("");
        Visitor guest = new Visitor(server);
        guest.get(held.code());
        guest.get("/w");
        assertThat(guest.post(
                                held.code() + "/join",
                                "name",
                                "Ines Crew",
                                "organization",
                                held.table().employer().organization().slug())
                        .status())
                .isIn(403, 200);
        assertThat(workshops.of(held.table().partnership().id()).getFirst().participants())
                .isEmpty();
        Visitor outsider =
                cohort.as(cohort.house("Elsewhere", OrganizationKind.EMPLOYER).owner());
        outsider.get(held.code());
        outsider.post(
                held.code() + "/join",
                "organization",
                held.table().employer().organization().slug());
        assertThat(workshops.of(held.table().partnership().id()).getFirst().participants())
                .isEmpty();
    }

    @Test
    void theMinutesAreSignedByTheConvenerAndAnybodyCanCheckThem() throws Exception {
        Held held = workshop("yes");
        assertThat(held.facilitator().get(held.stage() + "/minutes").status()).isEqualTo(404);
        vote(held, voter(held, held.table().employer()), "YES", REASON);
        held.facilitator().get(held.stage());
        held.facilitator().post(held.stage() + "/reveal");
        held.facilitator().post(held.stage() + "/decide", "verdict", "reject", "note", "Not the same tool.");
        held.facilitator().get(held.stage());
        halt.halt(held.table().partnership().convener(), "A test", IssuingHalt.CONSOLE);
        assertThat(held.facilitator().post(held.stage() + "/end").status())
                .as("minutes are not signed while issuing is halted")
                .isEqualTo(409);
        assertThat(held.facilitator().get(held.stage() + "/minutes").status())
                .as("and the workshop is still open")
                .isEqualTo(404);
        halt.lift(held.table().partnership().convener(), IssuingHalt.CONSOLE);
        held.facilitator().get(held.stage());
        Visitor.Seen minutes = held.facilitator().post(held.stage() + "/end");
        assertThat(minutes.html().select(".verdict--large").text())
                .contains("Verified")
                .contains("Test Coalition");
        assertThat(minutes.html().text()).contains("Not the same tool.").contains(REASON);

        String document = held.facilitator()
                .get(held.stage() + "/minutes.json")
                .response()
                .body();
        assertThat(verifier.verify(document.getBytes(StandardCharsets.UTF_8)).verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(document).contains("Remy Reviewer").contains("Test Power").contains("REJECTED");
        assertThat(verifier.verify(document.replace("REJECTED", "ACCEPTED").getBytes(StandardCharsets.UTF_8))
                        .verdict())
                .isEqualTo(Verdict.INVALID);

        assertThat(held.facilitator().post(held.stage() + "/end").status()).isEqualTo(409);
        assertThat(new Visitor(server).get(held.code()).html().select("main").text())
                .as("its code opens nothing any more")
                .contains("The workshop has ended")
                .doesNotContain(held.workshop().title());
        assertThat(cohort.as(held.table().employer().viewer())
                        .get(held.stage() + "/minutes.json")
                        .status())
                .isEqualTo(200);
        Visitor outsider =
                cohort.as(cohort.house("Elsewhere", OrganizationKind.EMPLOYER).owner());
        assertThat(outsider.get(held.stage() + "/minutes.json").status()).isEqualTo(404);
    }

    @Test
    void aPhoneThatLooksOrVotesInTheMomentOfTheEndIsToldOfItAndACodeOfNobodyIsNot() throws Exception {
        Held held = workshop("yes");
        Visitor employer = voter(held, held.table().employer());
        String question =
                employer.get(held.code()).html().select("input[name=question]").val();
        held.facilitator().get(held.stage());
        held.facilitator().post(held.stage() + "/reveal");
        held.facilitator().get(held.stage());
        held.facilitator().post(held.stage() + "/decide", "verdict", "park");
        held.facilitator().get(held.stage());
        assertThat(held.facilitator().post(held.stage() + "/end").status()).isEqualTo(200);

        for (Visitor.Seen late : List.of(
                employer.get(held.code()),
                employer.post(held.code() + "/vote", "question", question, "choice", "YES"),
                cohort.as(held.table().college().reviewer()).get(held.code()))) {
            assertThat(late.status()).isEqualTo(200);
            assertThat(late.html().text()).contains("The workshop has ended");
        }
        assertThat(employer.get("/w/ABCDEFGH").status()).isEqualTo(404);
    }
}
