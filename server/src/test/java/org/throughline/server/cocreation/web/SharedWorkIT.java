package org.throughline.server.cocreation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.throughline.server.cocreation.DraftEdit;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.SharedWork;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;

/** People of a college and of employers shape one framework over HTTP. */
@ServerTest
class SharedWorkIT {
    private final Cohort cohort;
    private final Drafts drafts;
    private final RunningServer server;

    SharedWorkIT(Cohort cohort, Drafts drafts, RunningServer server) {
        this.cohort = cohort;
        this.drafts = drafts;
        this.server = server;
    }

    @Test
    void anEmployerWithoutAnAccountIsAskedByMailAndLandsOnTheProposals() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor lead = cohort.as(work.college().editor());
        String email = "foreman-" + work.framework() + "@grid.example";
        Seen people = lead.get(work.base() + "/workspace");
        assertThat(people.html().text()).contains("Ask somebody by mail", "Shaping Power");
        lead.post(
                work.base() + "/invitations",
                "name",
                "Fred Foreman",
                "email",
                email,
                "speaksFor",
                "Grid Crew Ltd",
                "side",
                "EMPLOYER",
                "role",
                "CONTRIBUTOR");
        String link = new Mailbox(server).link(email);
        assertThat(link).startsWith("/take-part/");
        assertThat(server.sql()
                        .sql(
                                "select count(*) from cocreation.invitations where encode(token_hash, 'escape') like '%' || ? || '%'")
                        .param(link.substring(11))
                        .query(Integer.class)
                        .single())
                .as("the link itself is kept nowhere")
                .isZero();

        Visitor foreman = new Visitor(server);
        Seen asked = foreman.get(link);
        assertThat(asked.heading()).isEqualTo("Electric power line work");
        assertThat(asked.html().select(".threesteps li")).hasSize(3);
        assertThat(asked.html().text()).doesNotContain("Isolate and lock out");
        Seen landed = foreman.post(link, "name", "Fred Foreman", "password", "a long enough password 1");
        assertThat(landed.address().getPath()).isEqualTo(work.base() + "/statements");
        assertThat(landed.html().text())
                .contains("Choose the statement that should change", "E.2 Rescue an injured climber");
        assertThat(new Visitor(server).get(link).status())
                .as("the link works once")
                .isEqualTo(404);

        Seen form = foreman.get(work.base() + "/propose?item=" + work.rescues() + "&kind=reword");
        assertThat(form.html().expectFirst("blockquote").text()).isEqualTo("E.2 Rescue an injured climber");
        Seen made = foreman.post(
                work.base() + "/proposals",
                "item",
                work.rescues().toString(),
                "kind",
                "reword",
                "statement",
                "Rescue an injured climber from a pole in four minutes",
                "reason",
                "OSHA asks for it.");
        assertThat(made.heading()).isEqualTo("Proposal 1");
        assertThat(made.html().expectFirst(".worddiff ins").text()).contains("from a pole in four minutes");
        assertThat(made.html().text()).contains("by Fred Foreman, Grid Crew Ltd");
    }

    @Test
    void peopleOfBothSidesSayWhatTheyThinkAndEverythingStays() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        propose(employer, work, "at-hire", "Nobody climbs without it.");
        Visitor lead = cohort.as(work.college().editor());
        Seen without = lead.post(work.base() + "/proposals/1/opinion", "say", "disagree", "reason", "");
        assertThat(without.status()).isEqualTo(422);
        lead.post(work.base() + "/proposals/1/opinion", "say", "disagree", "reason", "We teach it in week 9.");
        employer.post(work.base() + "/proposals/1/opinion", "say", "agree", "reason", "");
        Seen seen = lead.get(work.base() + "/proposals?view=disputed");
        List<String> sides = seen.html().select(".side__name").eachText();
        assertThat(sides).containsExactly("Educators: 0 agree, 1 disagree", "Employers: 1 agree, 0 disagree");
        assertThat(seen.html().text()).contains("We teach it in week 9.", "Edda Editor, Shaping College");
        lead.post(work.base() + "/proposals/1/opinion", "say", "agree", "reason", "Week 9 moves to week 1.");
        assertThat(lead.get(work.base() + "/proposals/1")
                        .html()
                        .expectFirst(".side__name")
                        .text())
                .isEqualTo("Educators: 1 agree, 0 disagree");
        assertThat(server.sql()
                        .sql(
                                "select count(*) from cocreation.opinions o join cocreation.proposals p on p.id = o.proposal where p.framework = ?")
                        .param(work.framework().value())
                        .query(Integer.class)
                        .single())
                .as("what was said first is kept")
                .isEqualTo(3);

        Visitor reader = cohort.as(work.employer().viewer());
        assertThat(reader.get(work.base() + "/proposals").status()).isEqualTo(200);
        assertThat(reader.post(work.base() + "/proposals/1/opinion", "say", "agree")
                        .status())
                .isEqualTo(403);
        assertThat(reader.get(work.base() + "/propose?item=" + work.rescues()).status())
                .isEqualTo(403);
        Visitor outsider = cohort.as(work.outsiders().owner());
        for (String path : List.of("/proposals", "/proposals/1", "/workspace", "/talk", "/rounds", "/live.json")) {
            assertThat(outsider.get(work.base() + path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void theLeadDeclinesPostponesAndTakesBackAndWhatWasDeclinedStaysReadable() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        propose(employer, work, "retire", "Nobody does this any more.");
        propose(employer, work, "at-hire", "Nobody climbs without it.");
        Visitor lead = cohort.as(work.college().editor());
        assertThat(employer.post(work.base() + "/proposals/1/resolve", "decision", "decline", "reason", "x")
                        .status())
                .isEqualTo(403);
        assertThat(lead.post(work.base() + "/proposals/1/resolve", "decision", "decline", "reason", "")
                        .status())
                .isEqualTo(422);
        lead.post(work.base() + "/proposals/1/resolve", "decision", "decline", "reason", "The crews in the north do.");
        lead.post(work.base() + "/proposals/2/resolve", "decision", "postpone", "reason", "");
        Seen settled = employer.get(work.base() + "/proposals?view=settled");
        assertThat(settled.html().text())
                .contains("Declined by Edda Editor, Shaping College", "The crews in the north do.");
        lead.post(work.base() + "/proposals/1/resolve", "decision", "undo");
        assertThat(lead.get(work.base() + "/proposals").html().select(".proposal"))
                .hasSize(2);
        employer.post(work.base() + "/proposals/1/withdraw");
        Seen withdrawn = lead.get(work.base() + "/proposals/1");
        assertThat(withdrawn.html().text())
                .contains("Nobody does this any more.", "Declined by", "Opened again by", "Withdrawn by Remy Reviewer");
    }

    @Test
    void aProposalWhoseStatementChangedSinceIsShownAgainstTheNewWords() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        employer.get(work.base() + "/propose?item=" + work.rescues());
        employer.post(
                work.base() + "/proposals",
                "item",
                work.rescues().toString(),
                "kind",
                "reword",
                "statement",
                "Rescue an injured climber from a pole",
                "reason",
                "It is about poles.");
        reword(work, work.rescues(), "Rescue a hurt climber");
        Element card = employer.get(work.base() + "/proposals/1").html().expectFirst(".proposal");
        assertThat(card.text()).contains("reads differently since this was proposed");
        assertThat(card.expectFirst(".worddiff del").text()).contains("a hurt");
        assertThat(card.expectFirst("details .worddiff ins").text()).contains("a hurt");
    }

    @Test
    void whatTheLeadAcceptsIsCarriedOutInTheDraftOnceAndCanBeTakenBack() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        propose(employer, work, "at-hire", "Nobody climbs without it.");
        String address = work.base() + "/proposals/1/resolve";
        Visitor lead = cohort.as(work.college().editor());
        String shown = lead.get(work.base() + "/proposals")
                .html()
                .expectFirst("#p1 input[name=seen]")
                .val();
        reword(work, work.rescues(), "Rescue a hurt climber");
        Seen stale = lead.post(address, "decision", "accept", "seen", shown);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.html().text())
                .as("both texts are told, and nothing was done")
                .contains("Rescue a hurt climber", "Somebody changed the statement meanwhile");
        String now = lead.get(work.base() + "/proposals")
                .html()
                .expectFirst("#p1 input[name=seen]")
                .val();
        lead.post(address, "decision", "accept", "seen", now);
        assertThat(drafts.item(work.framework(), work.rescues())
                        .orElseThrow()
                        .text()
                        .atHire())
                .isTrue();
        assertThat(lead.post(address, "decision", "accept", "seen", now).status())
                .as("once")
                .isEqualTo(409);
        assertThat(server.sql()
                        .sql(
                                "select a.by_person from cocreation.acts a join cocreation.proposals p on p.id = a.proposal where a.framework = ?")
                        .param(work.framework().value())
                        .query(UUID.class)
                        .list())
                .containsExactly(work.college().editor().id().value());
        lead.get(work.base() + "/proposals?view=settled");
        lead.post(address, "decision", "undo");
        assertThat(drafts.item(work.framework(), work.rescues())
                        .orElseThrow()
                        .text()
                        .atHire())
                .isFalse();
        assertThat(employer.get(work.base() + "/proposals/1").html().text())
                .contains("Accepted by Edda Editor", "Opened again by Edda Editor");
    }

    @Test
    void everyKindOfProposalIsCarriedOut() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        employer.get(work.base() + "/propose?item=" + work.heading() + "&kind=add");
        String path = work.base() + "/proposals";
        employer.post(
                path,
                "item",
                work.heading().toString(),
                "kind",
                "add",
                "statement",
                "Climb a pole",
                "code",
                "E.3",
                "reason",
                "It is missing.");
        employer.post(
                path,
                "item",
                work.rescues().toString(),
                "kind",
                "level",
                "level",
                "Journeyman",
                "reason",
                "Not before.");
        assertThat(employer.get(work.base() + "/propose?item=" + work.rescues() + "&kind=move&q=isolate")
                        .html()
                        .select("input[name=parent]")
                        .eachAttr("value"))
                .containsExactly(work.framework().toString(), work.isolates().toString());
        employer.post(
                path,
                "item",
                work.rescues().toString(),
                "kind",
                "move",
                "parent",
                work.framework().toString(),
                "reason",
                "It stands for itself.");
        employer.post(
                path,
                "item",
                work.isolates().toString(),
                "kind",
                "reword",
                "statement",
                "Isolate a circuit",
                "reason",
                "Shorter.");
        employer.post(path, "item", work.heading().toString(), "kind", "retire", "reason", "Only a heading.");
        Visitor lead = cohort.as(work.college().editor());
        for (int number = 1; number <= 5; number++) {
            String seen = lead.get(path + "/" + number)
                    .html()
                    .expectFirst("input[name=seen]")
                    .val();
            Seen done = number == 4
                    ? lead.post(
                            path + "/4/resolve",
                            "decision",
                            "reword",
                            "seen",
                            seen,
                            "wording",
                            "Isolates a circuit",
                            "reason",
                            "As the others begin.")
                    : lead.post(path + "/" + number + "/resolve", "decision", "accept", "seen", seen);
            assertThat(done.status()).as("proposal " + number).isEqualTo(200);
        }
        assertThat(drafts.item(work.framework(), work.rescues()).orElseThrow())
                .satisfies(item ->
                        assertThat(item.parent()).isEqualTo(work.framework().value()))
                .satisfies(item -> assertThat(item.text().level()).isEqualTo("Journeyman"));
        assertThat(drafts.item(work.framework(), work.heading()).filter(item -> !item.retired()))
                .isEmpty();
        assertThat(employer.get(path + "/4").html().text()).contains("Accepted with other words", "Isolates a circuit");
    }

    @Test
    void aStatementIsTalkedAboutAndACommentKeepsWhatItSaidBefore() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        String talk = work.base() + "/talk/" + work.isolates();
        employer.get(talk);
        Seen said = employer.post(talk, "text", "Do you test for voltage before?");
        Element thread = said.html().expectFirst(".thread");
        assertThat(thread.text()).contains("Remy Reviewer, Shaping Power", "Do you test for voltage before?");
        String id = thread.id().substring(1);
        String comment = thread.expectFirst(".comment").id().substring(1);
        employer.post(
                work.base() + "/threads/" + id + "/comments/" + comment,
                "text",
                "Do you test for voltage before, twice?");
        Visitor lead = cohort.as(work.college().editor());
        lead.get(talk);
        assertThat(lead.post(work.base() + "/threads/" + id + "/comments/" + comment, "text", "No.")
                        .status())
                .as("nobody changes another's words")
                .isEqualTo(403);
        lead.post(work.base() + "/threads/" + id, "text", "Yes, with two testers.");
        Seen resolved = lead.post(work.base() + "/threads/" + id + "/resolve", "resolved", "true");
        assertThat(resolved.html().expectFirst(".thread").text())
                .contains("Resolved", "twice?", "Do you test for voltage before?", "Yes, with two testers.");
        assertThat(lead.get(work.base() + "/talk")
                        .html()
                        .expectFirst(".thread__item")
                        .text())
                .contains("E.1 Isolate and lock out");
    }

    @Test
    void aRoundAsksEverybodyRemindsWhoIsSilentAndEndsWithWhatWasDecided() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor lead = cohort.as(work.college().editor());
        lead.get(work.base() + "/rounds");
        Seen opened = lead.post(
                work.base() + "/rounds",
                "title",
                "First look",
                "asked",
                "What must somebody have on the first day?",
                "due",
                "2031-12-12");
        assertThat(opened.heading()).isEqualTo("Round 1: First look");
        assertThat(opened.html().text()).contains("Remy Reviewer, Shaping Power");
        assertThat(new Mailbox(server)
                        .to(String.valueOf(work.employer().reviewer().email())))
                .first()
                .asString()
                .contains("What must somebody have on the first day?", "/workspaces/letters");
        Visitor employer = cohort.as(work.employer().reviewer());
        propose(employer, work, "at-hire", "Nobody climbs without it.");
        Seen after = lead.get(opened.address().getPath());
        assertThat(after.html().text()).contains("1 proposal, 0 settled.").doesNotContain("Have not spoken yet");
        lead.post(work.base() + "/proposals/1/resolve", "decision", "decline", "reason", "We teach it on the job.");
        Seen closed = lead.post(opened.address().getPath() + "/close");
        assertThat(closed.html().select("h2").eachText()).contains("Declined (1)");
        assertThat(closed.html().text()).contains("closed on", "We teach it on the job.");
    }

    @Test
    void somebodyKeepsTheLeadAndWhoIsTakenOutFindsNothing() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor lead = cohort.as(work.college().editor());
        lead.get(work.base() + "/workspace");
        String remy = work.employer().reviewer().id().toString();
        lead.post(work.base() + "/people/" + remy + "/role", "role", "REVIEWER");
        Visitor employer = cohort.as(work.employer().reviewer());
        assertThat(employer.get(work.base() + "/propose").status()).isEqualTo(403);
        lead.post(work.base() + "/people/" + remy + "/remove");
        assertThat(employer.get(work.base() + "/proposals").status()).isEqualTo(404);
        lead.get(work.base() + "/workspace");
        Seen named = lead.post(
                work.base() + "/people",
                "person",
                work.college().reviewer().id().toString(),
                "role",
                "LEAD");
        assertThat(named.html().text()).contains("Remy Reviewer, Shaping College");
    }

    @Test
    void openPagesHearWhatOthersDoWithinSecondsAndGoOnWhereTheyWere() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        OpenPage stream =
                OpenPage.open(cohort.as(work.college().editor()), server.at(work.base() + "/live?since=1-0&tab=a"), "");
        employer.post(
                work.base() + "/presence", "tab", "b", "item", work.rescues().toString(), "editing", "true");
        stream.await("\"label\":\"E.2\"");
        propose(employer, work, "at-hire", "Nobody climbs without it.");
        stream.await("proposes that people must have E.2 when they are hired");
        stream.await("id:1-1");
        stream.close();
        propose(employer, work, "retire", "It is said in E.1 already.");
        OpenPage again = OpenPage.open(
                cohort.as(work.college().editor()), server.at(work.base() + "/live?since=1-0&tab=a"), "1-1");
        String told = again.await("proposes to take out E.2");
        assertThat(told).as("what was heard is not told again").doesNotContain("must have E.2");
        again.close();
        Seen once = cohort.as(work.college().editor()).as("application/json").get(work.base() + "/live.json?since=1-1");
        assertThat(once.response().body()).contains("proposes to take out E.2").doesNotContain("must have");
    }

    private void reword(SharedWork work, UUID item, String statement) {
        var before = drafts.item(work.framework(), item).orElseThrow();
        DraftText text = before.text();
        drafts.apply(
                work.framework(),
                List.of(new DraftEdit.Reword(
                        item,
                        before.textRevision(),
                        new DraftText(
                                statement,
                                text.code(),
                                null,
                                null,
                                text.level(),
                                text.atHire(),
                                null,
                                List.of(),
                                List.of(),
                                null),
                        false)),
                work.college().owner().id(),
                work.college().id(),
                null);
    }

    private void propose(Visitor visitor, SharedWork work, String kind, String reason) throws Exception {
        visitor.get(work.base() + "/propose?item=" + work.rescues() + "&kind=" + kind);
        Seen made = visitor.post(
                work.base() + "/proposals", "item", work.rescues().toString(), "kind", kind, "reason", reason);
        assertThat(made.heading()).startsWith("Proposal ");
    }
}
