package org.throughline.server.cocreation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.SharedWork;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.SecondServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.teeth.AbuseCase;

/** Pages that stay open: whom they tell, and how they go on. */
@ServerTest
class OpenPagesIT {
    private final Cohort cohort;
    private final Drafts drafts;
    private final Organizations organizations;
    private final RunningServer server;

    OpenPagesIT(Cohort cohort, Drafts drafts, Organizations organizations, RunningServer server) {
        this.cohort = cohort;
        this.drafts = drafts;
        this.organizations = organizations;
        this.server = server;
    }

    @Test
    @AbuseCase(
            value = "A3",
            defence = "each look asks whether an open page's reader still takes part and is still signed in",
            in = "org.throughline.server.cocreation.web.LiveConnections",
            method = "hearing",
            answer = "argument")
    void whoeverIsTakenOutHearsNothingThatIsDoneAfterIt() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor lead = cohort.as(work.college().editor());
        Visitor employer = cohort.as(work.employer().reviewer());
        try (OpenPage page = open(employer, work)) {
            page.await("event:here");
            lead.get(work.base() + "/workspace");
            lead.post(work.base() + "/people/" + work.employer().reviewer().id() + "/remove");
            propose(lead, work, "Only for those who take part");
            page.awaitEnd();
            assertThat(page.heard()).doesNotContain("takes somebody out").doesNotContain("proposes");
        }
        assertThat(new OpenPage(employer, server.at(work.base() + "/live"), "1-0").status())
                .isEqualTo(404);
    }

    @Test
    @AbuseCase(
            value = "A3",
            defence = "a seat that somebody held for an organization ends with their membership in it",
            in = "org.throughline.server.cocreation.WorkspaceLeavers",
            method = "on")
    void whoeverLeavesTheirOrganizationSpeaksForItNoMore() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Person employee = work.employer().reviewer();
        Visitor employer = cohort.as(employee);
        Visitor lead = cohort.as(work.college().editor());
        propose(employer, work, "It is said twice");
        try (OpenPage page = open(employer, work)) {
            page.await("event:here");
            organizations.setRoles(
                    work.employer().id(),
                    employee.id(),
                    Set.of(),
                    work.employer().owner().id());
            page.awaitEnd();
        }
        assertThat(cohort.as(employee).get(work.base() + "/proposals").status()).isEqualTo(404);
        assertThat(lead.get(work.base() + "/proposals/1").html().text())
                .as("what they said stays, as said for it")
                .contains("by Remy Reviewer, Shaping Power");
        assertThat(lead.get(work.base() + "/workspace").html().text()).doesNotContain("Remy Reviewer, Shaping Power");
    }

    @Test
    void whoeverLeavesByThemselvesFindsNothing() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        employer.get(work.base() + "/workspace");
        assertThat(employer.post(work.base() + "/leave").status()).isEqualTo(200);
        assertThat(employer.get(work.base() + "/proposals").status()).isEqualTo(404);
        assertThat(server.sql()
                        .sql("select count(*) from cocreation.happenings where framework = ? and sentence = 'leaves'")
                        .param(work.framework().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aLeadWhoLeavesTheOwnerLeadsNoMore() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Person named = work.college().reviewer();
        work.member(server, named, work.college(), "LEAD");
        Visitor visitor = cohort.as(named);
        assertThat(visitor.get(work.base() + "/publish").status()).isEqualTo(200);
        organizations.setRoles(
                work.college().id(),
                named.id(),
                Set.of(),
                work.college().owner().id());
        assertThat(cohort.as(named).get(work.base() + "/publish").status()).isEqualTo(404);
    }

    @Test
    void aPageEndsWithTheSessionInWhichItWasOpened() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        try (OpenPage page = open(employer, work)) {
            page.await("event:here");
            server.sql()
                    .sql("delete from organizations.session where person = ?")
                    .param(work.employer().reviewer().id().value())
                    .update();
            page.awaitEnd();
        }
    }

    @Test
    void aPersonHasSixPagesOpenAndTheOthersAskNowAndThen() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        List<OpenPage> pages = new ArrayList<>();
        for (int n = 0; n < LiveConnections.MOST_OF_A_PERSON; n++) {
            pages.add(OpenPage.open(employer, server.at(work.base() + "/live?tab=t" + n), ""));
        }
        assertThat(pages.getFirst().header("x-accel-buffering")).isEqualTo("no");
        assertThat(pages.getFirst().header("cache-control")).isEqualTo("no-store, no-transform");
        assertThat(pages.getFirst().header("content-encoding")).isEmpty();
        assertThat(new OpenPage(employer, server.at(work.base() + "/live?tab=more"), "").status())
                .isEqualTo(204);
        try (OpenPage others = open(cohort.as(work.college().editor()), work)) {
            others.await("event:here");
        }
        for (OpenPage page : pages) {
            page.close();
        }
    }

    @Test
    void whatIsDoneAtOneServerIsHeardAtAnotherAndAPageGoesOnThereWhereItWas() throws Exception {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Visitor employer = cohort.as(work.employer().reviewer());
        Visitor lead = cohort.as(work.college().editor());
        try (SecondServer second = SecondServer.start("management.server.port=0")) {
            try (OpenPage page = OpenPage.open(lead, second.at(work.base() + "/live?since=1-0"), "")) {
                propose(employer, work, "It is said twice");
                page.await("id:1-1");
                second.close(); // a restart
                page.awaitEnd();
            }
        }
        propose(employer, work, "Nobody does this");
        try (OpenPage again = OpenPage.open(lead, server.at(work.base() + "/live?since=1-0"), "1-1")) {
            assertThat(again.await("id:1-2")).doesNotContain("id:1-1");
        }
    }

    private OpenPage open(Visitor visitor, SharedWork work) throws Exception {
        return OpenPage.open(visitor, server.at(work.base() + "/live?since=1-0&tab=a"), "");
    }

    private void propose(Visitor visitor, SharedWork work, String reason) throws Exception {
        visitor.get(work.base() + "/propose?item=" + work.rescues() + "&kind=retire");
        assertThat(visitor.post(
                                work.base() + "/proposals",
                                "item",
                                work.rescues().toString(),
                                "kind",
                                "retire",
                                "reason",
                                reason)
                        .status())
                .isEqualTo(200);
    }
}
