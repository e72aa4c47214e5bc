package org.throughline.server.portability;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.partnerships.Charter;
import org.throughline.server.partnerships.Charters;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Facilitation;
import org.throughline.server.partnerships.Hours;
import org.throughline.server.partnerships.MailInvitations;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.Minute;
import org.throughline.server.partnerships.Minutes;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.PartnerNames;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.PartnershipDocuments;
import org.throughline.server.partnerships.PartnershipId;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Round;
import org.throughline.server.partnerships.Rounds;
import org.throughline.server.partnerships.Scopes;
import org.throughline.server.partnerships.Sponsors;
import org.throughline.server.partnerships.Standing;
import org.throughline.server.partnerships.Standings;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;

/** A partnership with all that can be in it leaves with its convener, and stands on another installation as it stood here. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // what stands elsewhere is made before the first test
class PartnershipElsewhereIT {
    private static final Charter.Sponsor SPONSOR =
            new Charter.Sponsor("Ruth Tallchief", "Executive director", "High Plains Coalition");

    private final Cohort cohort;
    private final Partnerships partnerships;
    private final Charters charters;
    private final Rounds rounds;
    private final Hours hours;
    private final Minutes minutes;
    private final Scopes scopes;
    private final Sponsors sponsors;
    private final Standings standings;
    private final Workshops workshops;
    private final Facilitation facilitation;
    private final PartnershipDocuments documents;
    private final PartnerNames names;
    private final MailInvitations letters;
    private final FrameworkImport frameworks;
    private final OrganizationExport export;

    private Elsewhere elsewhere;
    private Cohort.Table table;
    private Framework shared;
    private byte[] file;
    private List<String> told;

    PartnershipElsewhereIT(
            Cohort cohort,
            Partnerships partnerships,
            Charters charters,
            Rounds rounds,
            Hours hours,
            Minutes minutes,
            Scopes scopes,
            Sponsors sponsors,
            Standings standings,
            Workshops workshops,
            Facilitation facilitation,
            PartnershipDocuments documents,
            PartnerNames names,
            MailInvitations letters,
            FrameworkImport frameworks,
            OrganizationExport export) {
        this.cohort = cohort;
        this.partnerships = partnerships;
        this.charters = charters;
        this.rounds = rounds;
        this.hours = hours;
        this.minutes = minutes;
        this.scopes = scopes;
        this.sponsors = sponsors;
        this.standings = standings;
        this.workshops = workshops;
        this.facilitation = facilitation;
        this.documents = documents;
        this.names = names;
        this.letters = letters;
        this.frameworks = frameworks;
        this.export = export;
    }

    @BeforeAll
    void moveIt() {
        table = everything();
        file = Archives.of(export, table.lead().id());
        Path folder = TestDatabase.freshFolder(
                "partnership-elsewhere-" + ProcessHandle.current().pid());
        elsewhere = Elsewhere.start(folder);
        told = elsewhere.takeIn(file);
    }

    @AfterAll
    void stop() {
        elsewhere.close();
    }

    @Test
    void hasTheSameMembersOfWhomOnlyItsConvenerIsBound() {
        Partnership here = partnership();
        Partnership there = there();

        assertThat(there.name()).isEqualTo(here.name());
        assertThat(there.convener()).isEqualTo(here.convener());
        assertThat(there.foundedAt()).isEqualTo(here.foundedAt());
        assertThat(there.closedAt()).isEqualTo(here.closedAt());
        assertThat(there.members())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("standing")
                .containsExactlyElementsOf(here.members());
        assertThat(there.joined()).extracting(Member::organization).containsExactly(lead());
        assertThat(there.members())
                .filteredOn(member -> !member.organization().equals(lead()))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(member -> member.standing() == Standing.LEFT)
                .allSatisfy(member -> assertThat(elsewhere.ask(
                                () -> elsewhere.bean(PartnerNames.class).of(member.organization())))
                        .isEqualTo(names.of(member.organization())));
        assertThat(String.join("\n", told)).contains("Test College").contains("Test Power");
        assertThat(elsewhere.ask(() -> elsewhere.bean(Partnerships.class).delegates(there.id())))
                .as("who was named for the convener")
                .isEqualTo(partnerships.delegates(here.id()).stream()
                        .filter(named -> named.organization().equals(lead()))
                        .toList())
                .isNotEmpty();
    }

    @Test
    void hasItsCharterInAllVersionsWithMilestonesAndSignatures() {
        for (int version = 1; version <= charters.current(id()).version(); version++) {
            int each = version;
            assertThat(elsewhere.ask(() -> elsewhere.bean(Charters.class).version(id(), each)))
                    .isPresent()
                    .isEqualTo(charters.version(id(), each));
            assertThat(elsewhere.ask(() -> elsewhere.bean(Sponsors.class).of(id(), each)))
                    .isEqualTo(sponsors.of(id(), each));
        }
        Charter charter = elsewhere.ask(() -> elsewhere.bean(Charters.class).current(id()));
        assertThat(charter.milestones()).hasSize(2);
        assertThat(charter.milestones()).anyMatch(milestone -> milestone.reachedAt() != null);
        assertThat(charter.commitments()).hasSize(2);
        assertThat(elsewhere.ask(() -> elsewhere.bean(Sponsors.class).of(id(), charter.version())))
                .isPresent();
        assertThat(elsewhere.ask(() -> elsewhere.bean(Charters.class).signOffs(id())))
                .isEqualTo(charters.signOffs(id()))
                .hasSize(3);
    }

    @Test
    void hasItsRoundsTasksAndHours() {
        assertThat(elsewhere.ask(() -> elsewhere.bean(Rounds.class).of(id())))
                .isEqualTo(rounds.of(id()))
                .hasSize(3)
                .extracting(Round::state)
                .containsExactly(Round.State.CLOSED, Round.State.OPEN, Round.State.PLANNED);
        assertThat(elsewhere.ask(() -> elsewhere.bean(Hours.class).of(id())))
                .isEqualTo(hours.of(id()))
                .hasSize(3);
    }

    @Test
    void hasItsMinutesInTheirOrder() {
        assertThat(elsewhere.ask(() -> elsewhere.bean(Minutes.class).of(id())))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("number") // of each database's own
                .containsExactlyElementsOf(minutes.of(id()))
                .extracting(Minute::kind)
                .contains(Minute.Kind.NOTE, Minute.Kind.DECISION, Minute.Kind.PARKED, Minute.Kind.ROUND_CLOSED);
        assertThat(elsewhere.ask(
                        () -> elsewhere.bean(PartnershipDocuments.class).minutes(id())))
                .as("the signed minutes, byte for byte")
                .isPresent()
                .hasValueSatisfying(document ->
                        assertThat(document).isEqualTo(documents.minutes(id()).orElseThrow()));
    }

    @Test
    void hasItsScopeButForWhatPartnersOwn() {
        Partnership there = there();
        assertThat(there.frameworks())
                .containsExactly(shared.id())
                .isEqualTo(partnership().frameworks().stream()
                        .filter(framework -> !partners().contains(framework))
                        .toList());
        assertThat(there.crosswalks())
                .as("the convener's own")
                .isEqualTo(partnership().crosswalks())
                .isNotEmpty();
        assertThat(String.join("\n", told))
                .as("it is told that %d were taken out", partners().size())
                .contains(
                        "because others own it or it is not here: " + partners().size());
    }

    @Test
    void isAsFarAsItWas() {
        Standings.Overview here = standings.of(partnership());
        Standings.Overview there =
                elsewhere.ask(() -> elsewhere.bean(Standings.class).of(there()));

        assertThat(there.stage()).isEqualTo(here.stage());
        assertThat(there.lastActivity()).isEqualTo(here.lastActivity());
        assertThat(there.hoursSpent()).isEqualTo(here.hoursSpent());
        assertThat(there.onboarding().get(lead()))
                .as("the convener's steps")
                .isNotNull()
                .isEqualTo(here.onboarding().get(lead()))
                .anyMatch(Standings.OnboardingStep::done);
        assertThat(there.tasks())
                .as("what was asked of the convener, and how far it is")
                .isEqualTo(here.tasks().stream()
                        .filter(task -> task.member().equals(lead()))
                        .toList())
                .isNotEmpty();
    }

    @Test
    void hasItsWorkshopsWithWhatWasDecidedInThem() {
        List<Workshop> here = workshops.of(id());
        List<Workshop> there =
                elsewhere.ask(() -> elsewhere.bean(Workshops.class).of(id()));

        assertThat(there)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("code") // led to the old place
                .containsExactlyElementsOf(here);
        Workshop workshop = there.getFirst();
        assertThat(workshop.questions())
                .extracting(Workshop.Question::state)
                .containsExactly(Workshop.State.ACCEPTED, Workshop.State.PARKED);
        assertThat(elsewhere.ask(() -> elsewhere.bean(Workshops.class).document(workshop)))
                .as("what was signed, byte for byte")
                .isPresent()
                .hasValueSatisfying(document -> assertThat(document)
                        .isEqualTo(workshops.document(here.getFirst()).orElseThrow()));
        assertThat(CraftedFile.texts(file).get("record/partnership-votes.json"))
                .as("a revealed vote is kept as a record, under its organization")
                .contains("We lock out before we climb.")
                .contains(table.employer().id().toString());
    }

    /**
     * The same bytes, but for three things that the guide "Move an organization" names: partners are no members until they accept, what they own
     * is not in scope, an open invitation is withdrawn.
     */
    @Test
    void leavesThereAsItLeftHere() {
        Map<String, String> before = rows(file);
        Map<String, String> after = rows(elsewhere.export(lead()));

        assertThat(new TreeSet<>(after.keySet())).isEqualTo(new TreeSet<>(before.keySet()));
        before.forEach((path, text) -> assertThat(after.get(path)).as(path).isEqualTo(text));
    }

    /** Rows, documents and what people read of them, with those three put as they come back. */
    private Map<String, String> rows(byte[] archive) {
        Pattern partner = Pattern.compile("\"standing\": \"[A-Z]+\"");
        Map<String, String> rows = new TreeMap<>();
        CraftedFile.texts(archive).forEach((path, text) -> {
            if (path.matches("(rows/partnerships\\..*|partnerships/.*|charters/.*|minutes/.*|workshops/.*)")) {
                rows.put(path, text);
            }
        });
        rows.computeIfPresent(
                "rows/partnerships.member-0001.jsonl",
                (path, text) -> text.lines()
                        .map(line -> line.contains("\"organization\": \"" + lead())
                                ? line
                                : partner.matcher(line).replaceAll("\"standing\": \"LEFT\""))
                        .collect(Collectors.joining("\n", "", "\n")));
        rows.computeIfPresent(
                "rows/partnerships.scope-0001.jsonl",
                (path, text) -> text.lines()
                        .filter(line -> partners().stream().noneMatch(framework -> line.contains(framework.toString())))
                        .collect(Collectors.joining("\n", "", "\n")));
        rows.computeIfPresent(
                "rows/partnerships.mail_invitation-0001.jsonl",
                (path, text) -> text.replaceAll("\"answer\": null", "\"answer\": \"WITHDRAWN\"")
                        .replaceAll("\"answered_at\": (null|\"[^\"]*\")", "\"answered_at\": …"));
        return rows;
    }

    private PartnershipId id() {
        return table.partnership().id();
    }

    private OrganizationId lead() {
        return table.lead().id();
    }

    /** The frameworks in scope that partners own and have not published. */
    private Set<FrameworkId> partners() {
        return partnership().frameworks().stream()
                .filter(framework -> !framework.equals(shared.id()))
                .collect(Collectors.toSet());
    }

    private Partnership partnership() {
        return partnerships.find(id()).orElseThrow();
    }

    private Partnership there() {
        return elsewhere.ask(() -> elsewhere.bean(Partnerships.class).find(id()).orElseThrow());
    }

    /** A partnership in which everything was done that can be done in one. */
    private Cohort.Table everything() {
        Cohort.Table made = cohort.table();
        Partnership partnership = made.partnership();
        var by = made.lead().editor().id();
        partnerships.name(
                partnership.id(), made.lead().id(), made.lead().reviewer().id(), by);
        partnerships.name(
                partnership.id(),
                made.employer().id(),
                made.employer().reviewer().id(),
                made.employer().owner().id());
        letters.invite(
                partnership,
                "Prairie Wind",
                OrganizationKind.EMPLOYER,
                Part.EMPLOYER,
                "Paula",
                "paula@prairie.example",
                by);
        shared = frameworks
                .importCase(
                        made.lead().id(),
                        new SmallFrameworks("Shared words").item("S", "Safety").json(),
                        "shared",
                        FrameworkKind.OUTCOMES,
                        true,
                        made.lead().owner().id())
                .framework();
        scopes.take(partnership.id(), shared.id(), by);
        agree(made);
        work(made);
        decide(made);
        documents.signMinutes(partnership, by);
        return made;
    }

    private void agree(Cohort.Table made) {
        UUID first = UUID.randomUUID();
        charters.write(
                made.partnership().id(),
                "To agree on what a line installer can do.",
                SPONSOR,
                List.of(
                        new Charter.Commitment(made.college().id(), "Reviews its outcomes.", new BigDecimal("12.50")),
                        new Charter.Commitment(made.employer().id(), "Says what the job asks.", BigDecimal.TEN)),
                List.of(
                        new Charter.Milestone(first, "A first crosswalk", LocalDate.of(2027, 1, 15), null),
                        new Charter.Milestone(UUID.randomUUID(), "A first badge", LocalDate.of(2027, 6, 1), null)),
                made.lead().editor().id());
        int version = charters.current(made.partnership().id()).version();
        for (Cohort.House house : List.of(made.lead(), made.college(), made.employer())) {
            charters.sign(
                    made.partnership().id(),
                    house.id(),
                    house.organization().name(),
                    version,
                    house.owner().id());
        }
        sponsors.record(
                partnerships.find(made.partnership().id()).orElseThrow(),
                LocalDate.of(2026, 11, 2),
                made.lead().editor().id());
        charters.reach(made.partnership().id(), first, made.lead().editor().id());
    }

    private void work(Cohort.Table made) {
        Partnership partnership = partnerships.find(made.partnership().id()).orElseThrow();
        var by = made.lead().editor().id();
        List<UUID> planned = new ArrayList<>();
        for (String name : List.of("Bring", "Review", "Decide")) {
            planned.add(rounds.plan(
                            partnership,
                            name,
                            name + " together.",
                            LocalDate.of(2026, 11, 2),
                            LocalDate.of(2027, 2, 2),
                            by)
                    .id());
        }
        for (OrganizationId organization :
                List.of(made.lead().id(), made.college().id())) {
            rounds.ask(
                    partnership,
                    planned.getFirst(),
                    new Rounds.Asked(organization, null, Round.TaskKind.OTHER, null, "Send the list of tools"),
                    by);
        }
        rounds.ask(
                partnership,
                planned.get(1),
                new Rounds.Asked(null, Part.LEAD, Round.TaskKind.OTHER, null, "Call the sponsor"),
                by);
        rounds.open(partnership, planned.getFirst(), by);
        UUID task = null;
        for (Round.Task each :
                rounds.find(partnership.id(), planned.getFirst()).orElseThrow().tasks()) {
            OrganizationId organization = java.util.Objects.requireNonNull(each.organization());
            rounds.tick(partnership, each.id(), partnership.member(organization).orElseThrow(), by);
            task = each.id();
        }
        LocalDate day = LocalDate.of(2026, 11, 3);
        hours.log(
                partnership.id(), made.lead().id(), planned.getFirst(), null, new BigDecimal("1.5"), day, "Talks", by);
        hours.log(partnership.id(), made.college().id(), planned.getFirst(), task, BigDecimal.TWO, day, "Lists", by);
        hours.log(partnership.id(), made.employer().id(), null, null, BigDecimal.ONE, day, "", by);
        rounds.close(partnership, planned.getFirst(), "Both lists are here.", by);
        rounds.open(partnership, planned.get(1), by);
        minutes.note(partnership.id(), made.lead().id(), "The sponsor called.", by);
    }

    private void decide(Cohort.Table made) {
        Partnership partnership = partnerships.find(made.partnership().id()).orElseThrow();
        var by = made.lead().editor().id();
        Workshop workshop = workshops.open(
                partnership,
                null,
                "Two questions",
                List.of(Workshops.Planned.words("Do we lock out first?"), Workshops.Planned.words("Who climbs?")),
                true,
                by);
        String token = workshops.joinAsGuest(workshop, made.employer().id(), "Gus Guest");
        workshops.letIn(workshop, partnership, null, by);
        workshops.join(workshop, made.lead().id(), made.lead().owner().id(), "Olive Owner");
        List<Workshop.Question> questions =
                workshops.find(partnership.id(), workshop.id()).orElseThrow().questions();
        facilitation.ask(partnership, workshop, questions.getFirst().id(), by);
        workshops.vote(
                workshop,
                questions.getFirst().id(),
                workshops.participant(workshop, token).orElseThrow(),
                Workshop.Choice.YES,
                null,
                "We lock out before we climb.");
        facilitation.reveal(partnership, workshop, by);
        facilitation.decide(partnership, workshop, true, null, "Always.", by);
        facilitation.ask(partnership, workshop, questions.get(1).id(), by);
        facilitation.reveal(partnership, workshop, by);
        facilitation.park(partnership, workshop, "Next time.", by);
        facilitation.end(partnership, workshop, by);
    }
}
