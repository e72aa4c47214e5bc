package org.throughline.server.partnerships.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Minute;
import org.throughline.server.partnerships.Minutes;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Standing;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** What was made is changed as daily life needs it, and the minutes tell of it. */
@ServerTest
class ChangeIT {
    private final Cohort cohort;
    private final Partnerships partnerships;
    private final Minutes minutes;

    ChangeIT(Cohort cohort, Partnerships partnerships, Minutes minutes) {
        this.cohort = cohort;
        this.partnerships = partnerships;
        this.minutes = minutes;
    }

    @Test
    void aRoundSlipsAndATaskIsTakenAwayAndBothStandInTheMinutes() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/rounds");
        String round = lead.post(
                        table.base() + "/rounds", "name", "Reading", "opens", "2026-12-01", "due", "2026-12-20")
                .address()
                .getPath();
        lead.post(round + "/tasks", "of", "p:EMPLOYER", "kind", "OTHER", "title", "Send the list of tools");
        lead.post(round + "/open");
        Visitor.Seen changed = lead.post(
                round + "/change", "name", "Reading", "goal", "All read.", "opens", "2026-12-01", "due", "2027-01-15");
        assertThat(changed.html().text()).contains("due 15 January 2027").contains("All read.");
        Visitor.Seen taken =
                lead.post(changed.html().select("form[action$=/take-away]").attr("action"));
        assertThat(taken.html().text()).contains("Nothing is asked yet.");
        assertThat(written(table, Minute.Kind.ROUND_CHANGED))
                .containsExactly(
                        "Round 1, “Reading”: “Send the list of tools” is asked no more.",
                        "Round 1, “Reading”: its goal is “All read.”; it is due 2027-01-15 instead of 2026-12-20.");

        lead.post(round + "/tasks", "of", "p:EMPLOYER", "kind", "OTHER", "title", "Send it by mail");
        Visitor employer = cohort.as(table.employer().reviewer());
        employer.post(employer.get(round).html().select("form[action$=/done]").attr("action"));
        String done = lead.get(round).html().select("form[action$=/take-away]").attr("action");
        assertThat(lead.post(done).html().text()).contains("Somebody has done it already; it stays.");
        lead.post(round + "/close");
        lead.get(round);
        assertThat(lead.post(round + "/change", "name", "X", "opens", "2026-12-01", "due", "2027-01-15")
                        .html()
                        .text())
                .contains("The round is closed");
    }

    @Test
    void theLeadChangesAPartTakesAnInvitationBackAndEndsAMembersPartWithItsReason() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor lead = cohort.as(table.lead().editor());
        Cohort.House invited = cohort.house("Not Yet Works", OrganizationKind.EMPLOYER);
        lead.get(table.base() + "/members");
        lead.post(
                table.base() + "/members",
                "organization",
                invited.organization().slug(),
                "part",
                "EMPLOYER");
        lead.post(table.base() + "/members/" + invited.organization().slug() + "/withdraw");
        assertThat(cohort.as(invited.owner()).get(table.base() + "/invitation").status())
                .as("the invitation is taken back")
                .isEqualTo(404);
        lead.get(table.base() + "/members");
        lead.post(
                table.base() + "/members",
                "organization",
                invited.organization().slug(),
                "part",
                "EMPLOYER");
        assertThat(cohort.as(invited.owner()).get(table.base() + "/invitation").status())
                .as("and can be made again")
                .isEqualTo(200);

        String employer =
                table.base() + "/members/" + table.employer().organization().slug();
        lead.get(table.base() + "/members");
        lead.post(employer + "/part", "part", "OBSERVER");
        Visitor reviewer = cohort.as(table.employer().reviewer());
        reviewer.get(table.base() + "/minutes");
        assertThat(reviewer.post(table.base() + "/minutes", "text", "Not mine to say.")
                        .status())
                .isEqualTo(403);
        lead.get(table.base() + "/members");
        lead.post(employer + "/part", "part", "EMPLOYER");
        reviewer.get(table.base() + "/minutes");
        reviewer.post(table.base() + "/minutes", "text", "We leave our tools here.");

        lead.get(table.base() + "/members");
        assertThat(lead.post(employer + "/unseat", "reason", " ").html().text()).contains("Say why");
        lead.post(employer + "/unseat", "reason", "The site is sold.");
        assertThat(reviewer.get(table.base()).status()).isEqualTo(404);
        assertThat(lead.get(table.base() + "/minutes").html().text())
                .contains("Test Power takes part no more: The site is sold.")
                .contains("We leave our tools here.")
                .contains("Not Yet Works is taken back")
                .contains("Test Power takes part as an observer from now on.");
        assertThat(partnerships
                        .find(table.partnership().id())
                        .orElseThrow()
                        .member(table.employer().id()))
                .hasValueSatisfying(m -> assertThat(m.standing()).isEqualTo(Standing.UNSEATED));
    }

    @Test
    void scopeIsWidenedAndNarrowedAndWhatIsNeededStays() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor lead = cohort.as(table.lead().editor());
        Partnership partnership = partnerships.find(table.partnership().id()).orElseThrow();
        String framework = partnership.frameworks().getFirst().toString();
        lead.get(table.base());
        assertThat(lead.post(table.base() + "/scope/remove", "kind", "framework", "subject", framework)
                        .html()
                        .text())
                .contains("needs it");
        Visitor college = cohort.as(table.college().editor());
        college.get(table.base());
        assertThat(college.post(
                                table.base() + "/scope/remove",
                                "kind",
                                "crosswalk",
                                "subject",
                                table.crosswalk().id().toString())
                        .status())
                .as("it is neither the college's own, nor does the college lead")
                .isEqualTo(403);
        lead.post(
                table.base() + "/scope/remove",
                "kind",
                "crosswalk",
                "subject",
                table.crosswalk().id().toString());
        lead.get(table.base());
        lead.post(table.base() + "/scope/remove", "kind", "framework", "subject", framework);
        Partnership after = partnerships.find(table.partnership().id()).orElseThrow();
        assertThat(after.crosswalks()).isEmpty();
        assertThat(after.frameworks()).hasSize(1);
        assertThat(written(table, Minute.Kind.SCOPE))
                .startsWith("Out of scope: Line installer.", "Out of scope: Installer × power.")
                .contains("In scope: Installer × power.");
        assertThat(cohort.as(table.employer().reviewer())
                        .get("/crosswalks/" + table.crosswalk().id())
                        .status())
                .as("the employer owns one of the frameworks and still sees it")
                .isEqualTo(200);
    }

    @Test
    void theLeadIsHandedToAnotherMemberByAnOwnerAndWhoeverLedKeepsASeat() throws Exception {
        Cohort.Table table = cohort.table();
        String to = table.college().organization().slug();
        Visitor editor = cohort.as(table.lead().editor());
        editor.get(table.base());
        assertThat(editor.post(table.base() + "/lead", "to", to).status())
                .as("an owner hands over")
                .isEqualTo(403);
        Visitor owner = cohort.as(table.lead().owner());
        owner.get(table.base());
        owner.post(table.base() + "/lead", "to", to);
        Partnership after = partnerships.find(table.partnership().id()).orElseThrow();
        assertThat(after.convener()).isEqualTo(table.college().id());
        assertThat(after.member(table.college().id()))
                .hasValueSatisfying(m -> assertThat(m.part()).isEqualTo(Part.LEAD));
        assertThat(after.member(table.lead().id()))
                .hasValueSatisfying(m -> assertThat(m.part()).isEqualTo(Part.OBSERVER));
        editor.get(table.base());
        assertThat(editor.post(table.base() + "/rounds", "name", "R", "opens", "2026-12-01", "due", "2026-12-20")
                        .status())
                .isEqualTo(403);
        Visitor next = cohort.as(table.college().editor());
        next.get(table.base() + "/rounds");
        assertThat(next.post(table.base() + "/rounds", "name", "R", "opens", "2026-12-01", "due", "2026-12-20")
                        .status())
                .isEqualTo(200);
        assertThat(written(table, Minute.Kind.LEAD)).containsExactly("Test Coalition hands the lead to Test College.");
    }

    @Test
    void aClosedPartnershipIsReadAndNothingInItChangesUntilItIsOpenedAgain() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base());
        lead.post(table.base() + "/name", "name", table.partnership().name() + ", second year");
        lead.post(table.base() + "/close", "reason", "The programme runs.");
        assertThat(lead.get("/partnerships").html().text())
                .contains("second year")
                .contains("Closed");
        Visitor member = cohort.as(table.employer().editor());
        for (String page : List.of("", "/members", "/charter", "/rounds", "/workshops", "/minutes")) {
            Visitor.Seen seen = member.get(table.base() + page);
            assertThat(seen.status()).as(page).isEqualTo(200);
            assertThat(seen.html().select("main form"))
                    .as(page + " has no form")
                    .isEmpty();
        }
        assertThat(member.post(table.base() + "/minutes", "text", "Late.").status())
                .isEqualTo(409);
        assertThat(member.post(table.base() + "/hours", "spent", "1", "day", "2026-01-10")
                        .status())
                .isEqualTo(409);
        Visitor owner = cohort.as(table.employer().owner());
        owner.get(table.base());
        assertThat(owner.post(table.base() + "/charter/sign", "version", "1").status())
                .isEqualTo(409);
        String board = "/crosswalks/" + table.crosswalk().id();
        Visitor observer = cohort.as(table.lead().reviewer());
        assertThat(observer.get(board).status()).isEqualTo(200);
        lead.get(table.base());
        assertThat(lead.post(table.base() + "/rounds", "name", "R", "opens", "2026-12-01", "due", "2026-12-20")
                        .status())
                .isEqualTo(409);
        assertThat(lead.get(table.base()).html().select("main form")).hasSize(1);
        lead.get(table.base() + "/minutes");
        assertThat(lead.post(table.base() + "/minutes/document").html().text())
                .as("what is closed can still be signed")
                .contains("The minutes are signed as they stand now.");
        lead.post(table.base() + "/reopen");
        lead.get(table.base());
        assertThat(lead.post(table.base() + "/rounds", "name", "R", "opens", "2026-12-01", "due", "2026-12-20")
                        .status())
                .isEqualTo(200);
        assertThat(minutes.of(table.partnership().id()).stream().map(Minute::kind))
                .contains(Minute.Kind.RENAMED, Minute.Kind.CLOSED, Minute.Kind.REOPENED);
    }

    private List<String> written(Cohort.Table table, Minute.Kind kind) {
        return minutes.of(table.partnership().id()).stream()
                .filter(m -> m.kind() == kind)
                .map(Minute::text)
                .toList();
    }
}
