package org.throughline.server.portability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.throughline.server.cocreation.DraftEdit;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.EditOutcome;
import org.throughline.server.cocreation.ItemThread;
import org.throughline.server.cocreation.ItemThreads;
import org.throughline.server.cocreation.Proposal;
import org.throughline.server.cocreation.ProposalRound;
import org.throughline.server.cocreation.ProposalRounds;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.Publishing;
import org.throughline.server.cocreation.Resolving;
import org.throughline.server.cocreation.ShapedItems;
import org.throughline.server.cocreation.SharedWork;
import org.throughline.server.cocreation.Side;
import org.throughline.server.cocreation.Speakers;
import org.throughline.server.cocreation.Speakers.Said;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.cocreation.WorkspaceInvitations;
import org.throughline.server.cocreation.WorkspaceMember;
import org.throughline.server.cocreation.WorkspaceRole;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.frameworks.FrameworkVersion;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;

/** A framework that several organizations shaped leaves with its owner, with everything that was done and said, and the work goes on elsewhere. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // what stands elsewhere is made before the first test
class SharedWorkElsewhereIT {
    private static final UUID SECRET = UUID.randomUUID();

    private final Cohort cohort;
    private final Drafts drafts;
    private final Proposals proposals;
    private final Resolving resolving;
    private final ProposalRounds rounds;
    private final ItemThreads threads;
    private final ShapedItems items;
    private final Speakers speakers;
    private final Publishing publishing;
    private final Workspaces workspaces;
    private final WorkspaceInvitations invitations;
    private final Versions versions;
    private final OrganizationExport export;
    private final RunningServer server;

    private SharedWork work;
    private PersonId guest;
    private UUID mirror;
    private long undoable;
    private byte[] file;
    private Elsewhere elsewhere;

    SharedWorkElsewhereIT(
            Cohort cohort,
            Drafts drafts,
            Proposals proposals,
            Resolving resolving,
            ProposalRounds rounds,
            ItemThreads threads,
            ShapedItems items,
            Speakers speakers,
            Publishing publishing,
            Workspaces workspaces,
            WorkspaceInvitations invitations,
            Versions versions,
            OrganizationExport export,
            RunningServer server) {
        this.cohort = cohort;
        this.drafts = drafts;
        this.proposals = proposals;
        this.resolving = resolving;
        this.rounds = rounds;
        this.threads = threads;
        this.items = items;
        this.speakers = speakers;
        this.publishing = publishing;
        this.workspaces = workspaces;
        this.invitations = invitations;
        this.versions = versions;
        this.export = export;
        this.server = server;
    }

    @BeforeAll
    void moveIt() throws Exception {
        work = SharedWork.begin(cohort, drafts, server);
        shape();
        file = Archives.of(export, work.college().id());
        Path folder = TestDatabase.freshFolder(
                "shared-work-elsewhere-" + ProcessHandle.current().pid());
        elsewhere = Elsewhere.start(folder);
        try {
            elsewhere.takeIn(file);
        } catch (Problem problem) {
            throw new AssertionError(problem.findings().toString(), problem);
        }
    }

    @AfterAll
    void stop() {
        elsewhere.close();
    }

    @Test
    void hasEveryProposalWithWhatWasSaidOfItAndWhatBecameOfIt() {
        List<Proposal> here = all(proposals);
        List<Proposal> there = elsewhere.ask(() -> all(elsewhere.bean(Proposals.class)));
        assertThat(there).isEqualTo(here).hasSize(6);
        assertThat(there).extracting(Proposal::state).contains(Proposal.State.values());
        assertThat(there.stream()
                        .map(p -> elsewhere.ask(
                                () -> elsewhere.bean(Proposals.class).everythingSaid(p)))
                        .toList())
                .as("also what people changed later")
                .isEqualTo(here.stream().map(proposals::everythingSaid).toList());
    }

    @Test
    void saysOfEverythingByWhomAndForWhomItWasSaid() {
        Set<Said> said = all(proposals).stream()
                .flatMap(p -> Stream.concat(
                        Stream.of(new Said(p.by(), p.organization())),
                        p.opinions().stream().map(o -> new Said(o.by(), o.organization()))))
                .collect(Collectors.toSet());
        Map<Said, String> here = words(speakers, said);
        Map<Said, String> there = elsewhere.ask(() -> words(elsewhere.bean(Speakers.class), said));
        assertThat(there).isEqualTo(here);
        assertThat(there.values())
                .contains("Fred Foreman, Grid Crew Ltd (EMPLOYER)", "Remy Reviewer, Shaping Power (EMPLOYER)");
    }

    @Test
    void nobodyElseTakesPartThereUntilTheyAreAsked() {
        List<WorkspaceMember> there =
                elsewhere.ask(() -> elsewhere.bean(Workspaces.class).members(work.framework()));
        assertThat(there)
                .extracting(WorkspaceMember::person)
                .containsExactly(work.college().reviewer().id());
        assertThat(workspaces.members(work.framework())).hasSizeGreaterThan(3);
        assertThat(elsewhere.ask(
                        () -> elsewhere.bean(WorkspaceInvitations.class).open(work.framework())))
                .as("links lead here")
                .isEmpty();
    }

    @Test
    void hasItsThreadsWithWhatCommentsSaidBefore() {
        List<ItemThread> here = threads.latest(work.framework(), 50);
        assertThat(elsewhere.ask(() -> elsewhere.bean(ItemThreads.class).latest(work.framework(), 50)))
                .isEqualTo(here)
                .hasSize(2)
                .anyMatch(ItemThread::resolved)
                .flatExtracting(ItemThread::comments)
                .extracting(ItemThread.Comment::earlier)
                .contains(List.of("Do you test for voltage?"));
    }

    @Test
    void hasItsRounds() {
        assertThat(elsewhere.ask(() -> elsewhere.bean(ProposalRounds.class).of(work.framework())))
                .isEqualTo(rounds.of(work.framework()))
                .extracting(ProposalRound::open)
                .containsExactly(true, false);
    }

    @Test
    void hasEveryVersionAndTheMirror() {
        List<FrameworkVersion> here = versions.of(work.framework());
        assertThat(elsewhere.ask(() -> elsewhere.bean(Versions.class).of(work.framework())))
                .filteredOn(
                        version -> version.number() <= here.size()) // where the draft went on there, another one stands
                .extracting(FrameworkVersion::number, FrameworkVersion::items, FrameworkVersion::note)
                .containsExactlyElementsOf(here.stream()
                        .map(v -> Tuple.tuple(v.number(), v.items(), v.note()))
                        .toList())
                .hasSize(2);
        assertThat(elsewhere.ask(
                        () -> elsewhere.bean(Mirrors.class).of(work.college().id())))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(mirror))
                .satisfies(one -> assertThat(one.address()).isEqualTo("https://case.example.org/CFPackages/1"));
        assertThat(CraftedFile.texts(file).values())
                .as("what was sealed does not travel")
                .noneMatch(text -> text.contains(SECRET.toString()));
    }

    @Test
    void theDraftGoesOnWhereItWasAndLeavesAgainAsItCame() {
        assertThat(elsewhere.ask(() -> elsewhere.bean(Drafts.class).items(work.framework(), ids())))
                .isEqualTo(drafts.items(work.framework(), ids()));
        assertThat(elsewhere.ask(() -> elsewhere.bean(Drafts.class).history(work.framework(), work.isolates(), 50)))
                .isEqualTo(drafts.history(work.framework(), work.isolates(), 50))
                .isNotEmpty();
        Map<String, String> before = rows(file);
        Map<String, String> after = rows(elsewhere.export(work.college().id()));
        assertThat(new TreeSet<>(after.keySet())).isEqualTo(new TreeSet<>(before.keySet()));
        before.forEach((path, text) -> assertThat(after.get(path)).as(path).isEqualTo(text));

        PersonId lead = work.college().editor().id();
        OrganizationId college = work.college().id();
        assertThat(elsewhere.ask(() -> elsewhere.bean(Drafts.class).undo(work.framework(), undoable, lead, college)))
                .as("what can be taken back can be taken back there")
                .isInstanceOf(EditOutcome.Done.class);
        Workspace there = elsewhere.ask(
                () -> elsewhere.bean(Workspaces.class).find(work.framework()).orElseThrow());
        assertThat(elsewhere.ask(() -> elsewhere
                        .bean(Publishing.class)
                        .publish(there, there.revision(), List.of(), true, "Third", lead, college)))
                .isEqualTo(new Publishing.Outcome.Published(3));
    }

    private List<Proposal> all(Proposals from) {
        return from.list(work.framework(), Proposals.Filter.everything(), 0, 100)
                .items();
    }

    private Map<Said, String> words(Speakers from, Set<Said> said) {
        return from.of(work.framework(), said).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> e.getValue().words() + " (" + e.getValue().side() + ")"));
    }

    private Set<UUID> ids() {
        return Set.of(work.heading(), work.isolates(), work.rescues());
    }

    private static Map<String, String> rows(byte[] archive) {
        Map<String, String> rows = new TreeMap<>();
        CraftedFile.texts(archive).forEach((path, text) -> {
            if (path.startsWith("rows/cocreation.")) {
                rows.put(path, text);
            }
        });
        return rows;
    }

    /** Two versions, a draft after them, and everything that people can say. */
    private void shape() throws Exception {
        PersonId lead = work.college().editor().id();
        OrganizationId college = work.college().id();
        work.member(server, work.college().reviewer(), work.college(), "CONTRIBUTOR");
        Workspace workspace = workspace();
        String email = "fred-" + work.framework() + "@grid.example";
        invitations.invite(
                workspace,
                new WorkspaceInvitations.Guest(
                        "Fred Foreman", email, "Grid Crew Ltd", Side.EMPLOYER, WorkspaceRole.CONTRIBUTOR),
                lead);
        String link = new Mailbox(server).link(email);
        guest = invitations.acceptAsNew(
                link.substring(link.lastIndexOf('/') + 1), "Fred Foreman", "a long enough password 1");
        invitations.invite(
                workspace,
                new WorkspaceInvitations.Guest("Nobody yet", "open-" + email, "", Side.OTHER, WorkspaceRole.READER),
                lead);
        server.sql()
                .sql(
                        "update cocreation.members set speaks_for = 'Shaping Power', side = 'EMPLOYER' where framework = ? and person = ?")
                .params(
                        work.framework().value(),
                        work.employer().reviewer().id().value())
                .update();
        publish("First");
        ProposalRound first =
                rounds.open(workspace(), "First look", "What is missing?", LocalDate.of(2035, 1, 1), lead);
        Proposal accepted = propose(Proposal.Kind.LEVEL, work.rescues(), "Journeyman", guest, null);
        proposals.say(
                accepted,
                college,
                true,
                "",
                work.employer().reviewer().id(),
                work.employer().id());
        proposals.say(find(accepted), college, false, "Apprentices do it too.", lead, college);
        proposals.say(find(accepted), college, true, "Agreed after a visit.", lead, college);
        accept(accepted);
        publish("Second");
        rounds.close(workspace(), first, lead);
        rounds.open(workspace(), "Second look", "And now?", LocalDate.of(2035, 6, 1), lead);
        PersonId employer = work.employer().reviewer().id();
        Proposal open = propose(
                Proposal.Kind.RETIRE,
                work.isolates(),
                null,
                employer,
                work.employer().id());
        proposals.say(open, college, false, "We need it.", guest, null);
        resolving.decline(
                propose(
                        Proposal.Kind.RETIRE,
                        work.rescues(),
                        null,
                        employer,
                        work.employer().id()),
                "No.",
                lead());
        resolving.postpone(propose(Proposal.Kind.AT_HIRE, work.rescues(), null, guest, null), "", lead());
        resolving.withdraw(
                propose(Proposal.Kind.AT_HIRE, work.isolates(), null, guest, null),
                new Resolving.Lead(guest, null, college));
        Proposal reopened = propose(Proposal.Kind.LEVEL, work.isolates(), "Apprentice", guest, null);
        accept(reopened);
        resolving.undo(find(reopened), lead());
        UUID thread = threads.begin(
                work.framework(),
                items.find(work.framework(), work.isolates()).orElseThrow(),
                "Do you test for voltage?",
                new ItemThreads.Voice(guest, null, college));
        ItemThread asked = threads.find(work.framework(), thread).orElseThrow();
        threads.edit(
                asked,
                asked.comments().getFirst().id(),
                "Do you test for voltage, @Edda Editor?",
                new ItemThreads.Voice(guest, null, college));
        threads.reply(asked, "Twice.", new ItemThreads.Voice(lead, college, college));
        UUID other = threads.begin(
                work.framework(),
                items.find(work.framework(), work.rescues()).orElseThrow(),
                "Who climbs?",
                new ItemThreads.Voice(employer, work.employer().id(), college));
        threads.resolve(
                threads.find(work.framework(), other).orElseThrow(),
                true,
                new ItemThreads.Voice(lead, college, college));
        EditOutcome edited = drafts.apply(
                work.framework(),
                List.of(new DraftEdit.Reword(
                        work.isolates(),
                        drafts.item(work.framework(), work.isolates())
                                .orElseThrow()
                                .textRevision(),
                        new DraftText(
                                "Isolate a circuit", "E.1", null, null, null, false, null, List.of(), List.of(), null),
                        false)),
                lead,
                college,
                null);
        undoable = ((EditOutcome.Done) edited).act();
        drafts.apply(work.framework(), List.of(new DraftEdit.Retire(List.of(work.rescues()))), lead, college, null);
        mirror = UUID.randomUUID();
        server.sql()
                .sql("""
            insert into frameworks.mirrors (id, owner, address, title, kind, open, takes_over, state, next_look_at, begun_at, begun_by, failures, secret)
            values (?, ?, 'https://case.example.org/CFPackages/1', 'A mirror', 'STANDARDS', false, false, 'FOLLOWING', now() + interval '9 years', now(), ?, 0, ?)
            """)
                .params(mirror, college.value(), lead.value(), SECRET)
                .update();
    }

    private void publish(String note) {
        Workspace workspace = workspace();
        assertThat(publishing.publish(
                        workspace,
                        workspace.revision(),
                        List.of(),
                        true,
                        note,
                        work.college().editor().id(),
                        work.college().id()))
                .isInstanceOf(Publishing.Outcome.Published.class);
    }

    private Proposal propose(
            Proposal.Kind kind, UUID item, @Nullable String level, PersonId by, @Nullable OrganizationId organization) {
        return proposals.propose(
                work.framework(),
                work.college().id(),
                kind,
                item,
                new Proposal.Text(null, "", level, kind == Proposal.Kind.AT_HIRE, null),
                "Because of the crews",
                by,
                organization);
    }

    private void accept(Proposal proposal) {
        assertThat(resolving.accept(
                        find(proposal),
                        drafts.item(work.framework(), proposal.item())
                                .orElseThrow()
                                .textRevision(),
                        "",
                        false,
                        "",
                        lead()))
                .isInstanceOf(EditOutcome.Done.class);
    }

    private Proposal find(Proposal proposal) {
        return proposals.find(work.framework(), proposal.id()).orElseThrow();
    }

    private Resolving.Lead lead() {
        return new Resolving.Lead(
                work.college().editor().id(),
                work.college().id(),
                work.college().id());
    }

    private Workspace workspace() {
        return workspaces.find(work.framework()).orElseThrow();
    }
}
