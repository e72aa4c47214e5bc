package org.throughline.server.cocreation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.throughline.server.cocreation.DraftEdit;
import org.throughline.server.cocreation.DraftItem;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.EditOutcome;
import org.throughline.server.cocreation.SharedWork;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;

/** Several people at once, or one after the other without having seen it: nothing is lost, nothing is done twice, nothing is said that nobody meant. */
@ServerTest
class SharedWorkRacesIT {
    private final Cohort cohort;
    private final Drafts drafts;
    private final RunningServer server;

    SharedWorkRacesIT(Cohort cohort, Drafts drafts, RunningServer server) {
        this.cohort = cohort;
        this.drafts = drafts;
        this.server = server;
    }

    @Test
    void twoLeadsWhoAcceptAtOnceAddTheStatementOnce() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        employer.get(work.base() + "/propose?item=" + work.heading() + "&kind=add");
        for (int n = 1; n <= 5; n++) {
            employer.post(
                    work.base() + "/proposals",
                    "item",
                    work.heading().toString(),
                    "kind",
                    "add",
                    "statement",
                    "Climb pole " + n,
                    "reason",
                    "It is missing.");
        }
        Visitor one = cohort.as(work.college().editor());
        Visitor other = cohort.as(work.college().owner());
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int n = 1; n <= 5; n++) {
                String address = work.base() + "/proposals/" + n + "/resolve";
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> tried = new ArrayList<>();
                for (Visitor lead : List.of(one, other)) {
                    tried.add(both.submit(() -> {
                        start.await();
                        return lead.post(address, "decision", "accept", "seen", "1")
                                .status();
                    }));
                }
                start.countDown();
                for (Future<Integer> answer : tried) {
                    answers.add(answer.get());
                }
            }
        }
        assertThat(answers)
                .containsOnly(200, 409)
                .filteredOn(status -> status == 200)
                .hasSize(5);
        assertThat(drafts.children(work.framework(), work.heading(), 0, 20))
                .extracting(item -> item.text().statement())
                .filteredOn(statement -> statement.startsWith("Climb pole"))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsTakenBackInTheDraftOpensItsProposalAgainAndDoneAgainAcceptsIt() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        propose(employer, work, "at-hire");
        Visitor lead = cohort.as(work.college().editor());
        lead.get(work.base() + "/proposals");
        lead.post(work.base() + "/proposals/1/resolve", "decision", "accept", "seen", seen(lead, work));
        assertThat(atHire(work)).isTrue();
        lead.get(work.base() + "/edit");
        lead.post(work.base() + "/edit", "do", "undo");
        assertThat(atHire(work)).isFalse();
        assertThat(employer.get(work.base() + "/proposals").html().select("#p1"))
                .hasSize(1);
        lead.get(work.base() + "/edit");
        lead.post(work.base() + "/edit", "do", "redo");
        assertThat(atHire(work)).isTrue();
        assertThat(employer.get(work.base() + "/proposals").html().select("#p1"))
                .isEmpty();
        Seen back = lead.post(work.base() + "/proposals/1/resolve", "decision", "undo");
        assertThat(back.status()).isEqualTo(200);
        assertThat(atHire(work)).isFalse();
        assertThat(employer.get(work.base() + "/proposals/1").html().select(".proposal__history li"))
                .as("every step is told")
                .hasSize(4);
    }

    @Test
    void aStatementThatReadsOtherwiseByNowIsNotTakenOutUnseen() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        propose(cohort.as(work.employer().reviewer()), work, "retire");
        Visitor lead = cohort.as(work.college().editor());
        String seen = seen(lead, work);
        reword(work, "Rescue a hurt climber within four minutes");
        Seen stale = lead.post(work.base() + "/proposals/1/resolve", "decision", "accept", "seen", seen);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.html().text()).contains("Rescue a hurt climber within four minutes", "decide again");
        assertThat(item(work).retired()).isFalse();
        assertThat(lead.post(work.base() + "/proposals/1/resolve", "decision", "accept", "seen", seen(lead, work))
                        .status())
                .isEqualTo(200);
        assertThat(item(work).retired()).isTrue();
    }

    @Test
    void nobodyProposesTheOppositeOfWhatTheirPageSaid() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor slow = cohort.as(work.employer().reviewer());
        String wanted = slow.get(work.base() + "/propose?item=" + work.rescues() + "&kind=at-hire")
                .html()
                .expectFirst("input[name=atHire]")
                .val();
        write(
                work,
                new DraftText(
                        "Rescue an injured climber", "E.2", null, null, null, true, null, List.of(), List.of(), null));
        Seen late = slow.post(
                work.base() + "/proposals",
                "item",
                work.rescues().toString(),
                "kind",
                "at-hire",
                "atHire",
                wanted,
                "reason",
                "Nobody climbs without it.");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.html().text()).contains("That is how it stands already.");
    }

    @Test
    void whoeverWroteAgainstWordsThatChangedSeesBothAndLosesNothing() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor slow = cohort.as(work.employer().reviewer());
        String was = slow.get(work.base() + "/propose?item=" + work.rescues())
                .html()
                .expectFirst("input[name=was]")
                .val();
        reword(work, "Rescue a hurt climber");
        String[] form = {
            "item",
            work.rescues().toString(),
            "kind",
            "reword",
            "statement",
            "Rescue an injured climber from a pole",
            "reason",
            "It is about poles.",
            "was",
            was
        };
        Seen late = slow.post(work.base() + "/proposals", form);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.html().expectFirst("blockquote").text()).isEqualTo("E.2 Rescue a hurt climber");
        assertThat(late.html().expectFirst("textarea[name=statement]").text())
                .isEqualTo("Rescue an injured climber from a pole");
        assertThat(late.html().expectFirst("textarea[name=reason]").text()).isEqualTo("It is about poles.");
        form[form.length - 1] = late.html().expectFirst("input[name=was]").val();
        assertThat(slow.post(work.base() + "/proposals", form).heading()).isEqualTo("Proposal 1");
    }

    @Test
    void twoPeopleWhoSayWhatTheFrameworkIsDoNotWriteOverEachOther() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor one = cohort.as(work.college().editor());
        Visitor other = cohort.as(work.college().owner());
        String about = work.base() + "/about";
        String seen = one.get(about).html().expectFirst("input[name=seen]").val();
        other.get(about);
        other.post(
                about, "title", "Line work", "creator", "Shaping College", "description", "For crews.", "seen", seen);
        Seen late = one.post(
                about, "title", "Electric line work", "creator", "Shaping College", "language", "en", "seen", seen);
        assertThat(late.html().text())
                .contains("the title reads now “Line work”", "the description reads now “For crews.”");
        assertThat(late.html().expectFirst("input[name=title]").val()).isEqualTo("Electric line work");
        assertThat(drafts.document(work.framework()).title()).isEqualTo("Line work");
        one.post(
                about,
                "title",
                "Electric line work",
                "creator",
                "Shaping College",
                "description",
                "For crews.",
                "seen",
                late.html().expectFirst("input[name=seen]").val());
        assertThat(drafts.document(work.framework()).title()).isEqualTo("Electric line work");
    }

    private String seen(Visitor lead, SharedWork work) throws Exception {
        return lead.get(work.base() + "/proposals/1")
                .html()
                .expectFirst("input[name=seen]")
                .val();
    }

    private DraftItem item(SharedWork work) {
        return drafts.item(work.framework(), work.rescues()).orElseThrow();
    }

    private boolean atHire(SharedWork work) {
        return item(work).text().atHire();
    }

    private void reword(SharedWork work, String statement) {
        write(work, new DraftText(statement, "E.2", null, null, null, false, null, List.of(), List.of(), null));
    }

    private void write(SharedWork work, DraftText text) {
        Person by = work.college().owner();
        UUID item = work.rescues();
        assertThat(drafts.apply(
                        work.framework(),
                        List.of(new DraftEdit.Reword(item, item(work).textRevision(), text, false)),
                        by.id(),
                        work.college().id(),
                        null))
                .isInstanceOf(EditOutcome.Done.class);
    }

    private void propose(Visitor visitor, SharedWork work, String kind) throws Exception {
        visitor.get(work.base() + "/propose?item=" + work.rescues() + "&kind=" + kind);
        visitor.post(
                work.base() + "/proposals",
                "item",
                work.rescues().toString(),
                "kind",
                kind,
                "reason",
                "Nobody climbs without it.");
    }
}
