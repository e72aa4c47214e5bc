package org.throughline.server.cocreation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** Who is told what by mail, and whom a lead can name. */
@ServerTest
class WorkspaceLettersIT {
    private final Cohort cohort;
    private final Drafts drafts;
    private final Proposals proposals;
    private final Workspaces workspaces;
    private final WorkspacePeople people;
    private final WorkspaceLetters letters;
    private final DailyDigest digest;
    private final Partnerships partnerships;
    private final ItemThreads threads;
    private final ShapedItems items;
    private final RunningServer server;

    WorkspaceLettersIT(
            Cohort cohort,
            Drafts drafts,
            Proposals proposals,
            Workspaces workspaces,
            WorkspacePeople people,
            WorkspaceLetters letters,
            DailyDigest digest,
            Partnerships partnerships,
            ItemThreads threads,
            ShapedItems items,
            RunningServer server) {
        this.cohort = cohort;
        this.drafts = drafts;
        this.proposals = proposals;
        this.workspaces = workspaces;
        this.people = people;
        this.letters = letters;
        this.digest = digest;
        this.partnerships = partnerships;
        this.threads = threads;
        this.items = items;
        this.server = server;
    }

    @Test
    void tellsWhatIsNewOnceADayAndNothingOfWhatWasSaid() {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Person contributor = work.employer().reviewer();
        propose(work, "A secret reason");
        digest.look();
        propose(work, "Another secret");
        digest.look();
        assertThat(mail(contributor))
                .hasSize(1)
                .first()
                .asString()
                .contains("1 new proposal.", "/workspaces/letters")
                .doesNotContain("secret");
        assertThat(mail(work.employer().viewer()))
                .as("readers are not written to")
                .isEmpty();
        server.sql()
                .sql("update cocreation.told set at = at - interval '25 hours' where framework = ?")
                .param(work.framework().value())
                .update();
        digest.look();
        digest.look();
        assertThat(mail(contributor)).hasSize(2);
    }

    @Test
    void whoeverWantsNoLettersGetsNone() {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        letters.want(work.employer().reviewer().id(), false);
        propose(work, "Because");
        digest.look();
        assertThat(mail(work.employer().reviewer())).isEmpty();
    }

    @Test
    void offersWhomPartnersNamedForThePartnershipAndNobodyElseOfTheirs() {
        Cohort.Table table = cohort.table();
        Person named = table.employer().reviewer();
        partnerships.name(
                table.partnership().id(),
                table.employer().id(),
                named.id(),
                table.employer().owner().id());
        Workspace workspace = drafts.begin(
                table.college().id(),
                "Line work",
                "Test College",
                FrameworkKind.OUTCOMES,
                "en",
                table.college().editor().id());
        List<WorkspaceCandidates.Candidate> found = people.candidates(workspace, "");
        assertThat(found)
                .filteredOn(c -> !c.organization().equals(table.college().id()))
                .singleElement()
                .satisfies(c -> assertThat(c.person()).isEqualTo(named.id()))
                .satisfies(c ->
                        assertThat(c.through()).isEqualTo(table.partnership().name()));
        people.name(
                workspace,
                found.stream()
                        .filter(c -> c.person().equals(named.id()))
                        .findFirst()
                        .orElseThrow(),
                WorkspaceRole.CONTRIBUTOR,
                table.college().editor().id());
        assertThat(workspaces.members(workspace.framework()))
                .singleElement()
                .satisfies(m ->
                        assertThat(m.organization()).isEqualTo(table.employer().id()));
        assertThat(mail(named)).first().asString().contains("shape this framework together");
    }

    @Test
    void whoeverIsCalledOnByNameIsToldOnceAlsoAReaderAndALeadWhomNobodyNamed() {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Person reader = work.employer().viewer();
        ShapedItem item = items.find(work.framework(), work.rescues()).orElseThrow();
        threads.begin(
                work.framework(),
                item,
                "Do you test it, @vera viewer? And @Remy Reviewers, @Nobody Here? Ask @Edda Editor.",
                new ItemThreads.Voice(
                        work.employer().reviewer().id(),
                        work.employer().id(),
                        work.college().id()));
        digest.look();
        assertThat(mail(reader))
                .singleElement()
                .asString()
                .contains("1 comment calls on you by name.", work.base() + "/talk")
                .doesNotContain("test it");
        assertThat(mail(work.college().editor())).singleElement().asString().contains("calls on you by name");
        assertThat(mail(work.employer().reviewer())).as("who wrote it").isEmpty();
        assertThat(mail(work.outsiders().viewer()))
                .as("the same name elsewhere")
                .isEmpty();
        server.sql()
                .sql("update cocreation.told set at = at - interval '25 hours' where framework = ?")
                .param(work.framework().value())
                .update();
        digest.look();
        assertThat(mail(reader)).hasSize(1);
    }

    @Test
    void whoeverWasTakenOutIsNotTold() {
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Person reader = work.employer().viewer();
        ItemThreads.Voice voice = new ItemThreads.Voice(
                work.employer().reviewer().id(),
                work.employer().id(),
                work.college().id());
        threads.begin(
                work.framework(), items.find(work.framework(), work.rescues()).orElseThrow(), "@Vera Viewer?", voice);
        Workspace workspace = workspaces.find(work.framework()).orElseThrow();
        people.leave(workspace, reader.id(), work.college().editor().id());
        digest.look();
        assertThat(mail(reader)).isEmpty();
    }

    private void propose(SharedWork work, String reason) {
        proposals.propose(
                work.framework(),
                work.college().id(),
                Proposal.Kind.AT_HIRE,
                work.rescues(),
                new Proposal.Text(null, "", null, true, null),
                reason,
                work.college().editor().id(),
                work.college().id());
    }

    private List<String> mail(Person person) {
        return new Mailbox(server).to(String.valueOf(person.email()));
    }
}
