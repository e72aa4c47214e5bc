package org.throughline.server.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.Board;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkBoards;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Charter;
import org.throughline.server.partnerships.Charters;
import org.throughline.server.partnerships.Facilitation;
import org.throughline.server.partnerships.Hours;
import org.throughline.server.partnerships.Minutes;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Round;
import org.throughline.server.partnerships.Rounds;
import org.throughline.server.partnerships.Scopes;
import org.throughline.server.partnerships.Standing;
import org.throughline.server.partnerships.StarterPack;
import org.throughline.server.partnerships.StarterPacks;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.Workshop.Choice;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.ItemUri;

/** How the coalition convenes the partnership: from a starter pack, with an employer who is invited, a signed charter, rounds and a workshop. */
@Component
@ConditionalOnProperty("throughline.demo")
final class Convening {
    private static final String PARTNERSHIP = "Plains Power Pathway";
    private static final String PACK = "Electric power technicians";
    private static final String WORKSHOP = "Solar meets the programme";
    private static final int WEEKS_AGO = 4;

    private final Cast cast;
    private final Library library;
    private final StarterPacks packs;
    private final Partnerships partnerships;
    private final Scopes scopes;
    private final Charters charters;
    private final Rounds rounds;
    private final Hours hours;
    private final Minutes minutes;
    private final Workshops workshops;
    private final Facilitation facilitation;
    private final Crosswalks crosswalks;
    private final CrosswalkBoards boards;
    private final Achievements achievements;
    private final Clock clock;

    Convening(
            Cast cast,
            Library library,
            StarterPacks packs,
            Partnerships partnerships,
            Scopes scopes,
            Charters charters,
            Rounds rounds,
            Hours hours,
            Minutes minutes,
            Workshops workshops,
            Facilitation facilitation,
            Crosswalks crosswalks,
            CrosswalkBoards boards,
            Achievements achievements,
            Clock clock) {
        this.cast = cast;
        this.library = library;
        this.packs = packs;
        this.partnerships = partnerships;
        this.scopes = scopes;
        this.charters = charters;
        this.rounds = rounds;
        this.hours = hours;
        this.minutes = minutes;
        this.workshops = workshops;
        this.facilitation = facilitation;
        this.crosswalks = crosswalks;
        this.boards = boards;
        this.achievements = achievements;
        this.clock = clock;
    }

    /** Starts the partnership from the coalition's pack, invites the second employer, and has the charter signed. */
    String partner() {
        StarterPack pack = pack();
        Partnership started = partnership().orElseGet(() -> {
            Map<OrganizationId, Part> asked = new LinkedHashMap<>();
            asked.put(cast.college().id(), Part.EDUCATOR);
            asked.put(cast.utility().id(), Part.EMPLOYER);
            return packs.start(
                    pack,
                    PARTNERSHIP,
                    today().minusWeeks(WEEKS_AGO),
                    asked,
                    cast.convener().id());
        });
        accept(cast.college(), cast.educator());
        accept(cast.utility(), cast.employer());
        cast.enterByLetter(started);
        String brought = library.bring();
        Framework role = library.role(cast.solar(), "Solar Field Technician");
        packs.open(
                require(),
                title(role),
                role.id(),
                library.programme().id(),
                null,
                cast.convener().id());
        charter();
        name();
        int members = require().joined().size();
        return "“" + PARTNERSHIP + "” of " + members + " organizations, convened by "
                + cast.coalition().name()
                + " from a starter pack; " + cast.solar().name() + " came by a letter and brought " + brought
                + "; charter version " + charters.current(require().id()).version() + " signed by " + members;
    }

    /** The first round is done and closed, the second is open. */
    String firstRound() {
        Partnership partnership = require();
        Round first = round(0);
        if (first.state() == Round.State.PLANNED) {
            rounds.open(partnership, first.id(), cast.convener().id());
        }
        if (round(0).state() == Round.State.OPEN) {
            for (Round.Task task : first.tasks()) {
                if (task.kind() == Round.TaskKind.CONFIRM_OUTCOMES) {
                    rounds.tick(
                            partnership,
                            task.id(),
                            partnership.member(cast.college().id()).orElseThrow(),
                            cast.instructor().id());
                }
            }
            if (hours.of(partnership.id()).isEmpty()) {
                log(first, cast.college(), cast.instructor(), "6.5", "Reading the three job roles");
                log(first, cast.utility(), cast.foreman(), "4", "Reading the outcomes of the programme");
                log(first, cast.solar(), cast.fieldLead(), "3.5", "Reading the outcomes of the programme");
            }
            rounds.close(
                    partnership,
                    first.id(),
                    "Every employer has brought its job role, and the college has confirmed its outcomes.",
                    cast.convener().id());
        }
        if (round(1).state() == Round.State.PLANNED) {
            rounds.open(partnership, round(1).id(), cast.convener().id());
            minutes.note(
                    partnership.id(),
                    cast.coalition().id(),
                    "Levels are not compared in this partnership: each framework keeps its own scale.",
                    cast.convener().id());
        }
        return "round 1 is closed, round 2 is open until "
                + round(1).due() + "; "
                + Hours.sum(hours.of(partnership.id()), null)
                        .stripTrailingZeros()
                        .toPlainString()
                + " hours logged";
    }

    /** An evening with the solar employer's people and the college's: one pair confirmed, one rejected, one parked. */
    String workshop() {
        Partnership partnership = require();
        Workshop workshop = workshops.of(partnership.id()).stream()
                .findFirst()
                .orElseGet(() -> workshops.open(
                        partnership,
                        solar().id(),
                        WORKSHOP,
                        questions(),
                        true,
                        cast.convener().id()));
        while (workshop.open()) {
            step(partnership, workshop);
            workshop = workshops.find(partnership.id(), workshop.id()).orElseThrow();
        }
        return "“" + WORKSHOP + "” with " + workshop.participants().size() + " people: "
                + workshop.questions().stream()
                        .filter(q -> q.state() != Workshop.State.PARKED)
                        .count()
                + " of " + workshop.questions().size() + " questions settled, minutes signed by "
                + cast.coalition().name();
    }

    /** Takes the achievements of the college into scope. */
    void award() {
        scopes.take(
                require().id(),
                achievements.of(cast.college().id()).stream()
                        .map(AchievementDefinition::id)
                        .toList(),
                cast.instructor().id());
    }

    private void step(Partnership partnership, Workshop workshop) {
        Person by = cast.convener();
        Workshop.Participant solar = workshops.join(
                workshop,
                cast.solar().id(),
                cast.fieldLead().id(),
                cast.fieldLead().displayName());
        Workshop.Participant college = workshops.join(
                workshop,
                cast.college().id(),
                cast.instructor().id(),
                cast.instructor().displayName());
        Workshop.Participant utility = workshops.join(
                workshop,
                cast.utility().id(),
                cast.foreman().id(),
                cast.foreman().displayName());
        Optional<Workshop.Question> asked =
                workshop.asked().filter(q -> !q.state().settled());
        if (asked.isEmpty()) {
            Optional<Workshop.Question> next = workshop.questions().stream()
                    .filter(q -> q.state() == Workshop.State.WAITING)
                    .findFirst();
            if (next.isEmpty()) {
                facilitation.end(partnership, workshop, by.id());
            } else {
                facilitation.ask(partnership, workshop, next.get().id(), by.id());
            }
            return;
        }
        Workshop.Question question = asked.get();
        if (question.state() == Workshop.State.VOTING) {
            switch (question.position()) {
                case 1 -> {
                    vote(workshop, question, solar, Choice.YES, "Same rack, same torque.");
                    vote(workshop, question, college, Choice.YES, "We teach it on the same racking.");
                    vote(workshop, question, utility, Choice.YES, "");
                }
                case 2 -> {
                    vote(workshop, question, solar, Choice.NO, "Ours is direct current all the way.");
                    vote(workshop, question, college, Choice.UNSURE, "The words are close, the work is not.");
                    vote(workshop, question, utility, Choice.NO, "");
                }
                case 3 -> {
                    vote(workshop, question, solar, Choice.YES, "");
                    vote(workshop, question, college, Choice.UNSURE, "Only in the elective.");
                }
                default -> {
                    vote(workshop, question, solar, Choice.YES, "");
                    vote(workshop, question, college, Choice.YES, "");
                    vote(workshop, question, utility, Choice.YES, "");
                }
            }
            facilitation.reveal(partnership, workshop, by.id());
            return;
        }
        switch (question.position()) {
            case 1 ->
                facilitation.decide(partnership, workshop, true, "exactMatchOf", "Confirmed by all three.", by.id());
            case 2 -> facilitation.decide(partnership, workshop, false, null, "Alternating current only.", by.id());
            case 3 -> facilitation.park(partnership, workshop, "The college asks who teaches the elective.", by.id());
            default -> facilitation.decide(partnership, workshop, true, null, "First week of the term.", by.id());
        }
    }

    private void vote(
            Workshop workshop, Workshop.Question question, Workshop.Participant by, Choice choice, String reason) {
        workshops.vote(workshop, question.id(), by, choice, "exactMatchOf", reason);
    }

    /** A pair that one side has accepted alone, two whose requirements wait, and one question in words. */
    private List<Workshops.Planned> questions() {
        Map<String, ItemUri> asks = library.byCode(library.role(cast.solar(), "Solar Field Technician"));
        Map<String, ItemUri> answers = library.byCode(library.programme());
        List<Workshops.Planned> questions = new ArrayList<>();
        questions.add(library.pair(
                Optional.ofNullable(asks.get("BME-PV.1.1")).orElseThrow(),
                Optional.ofNullable(answers.get("EPT.7.1.4")).orElseThrow(),
                "exactMatchOf"));
        boards.board(solar().id()).rows().stream()
                .filter(r -> r.state() == Board.State.UNDECIDED && r.open().size() > 1)
                .limit(2)
                .map(r -> library.pair(
                        r.requirement().uri(),
                        r.open().getFirst().outcome().uri(),
                        r.open().getFirst().suggestion().associationType()))
                .forEach(questions::add);
        questions.add(Workshops.Planned.words("Do we meet on site for the next round?"));
        return questions;
    }

    private Crosswalk solar() {
        Framework role = library.role(cast.solar(), "Solar Field Technician");
        return library.all().stream()
                .filter(c -> c.requirements().equals(role.id()))
                .findFirst()
                .orElseThrow();
    }

    private void charter() {
        Partnership partnership = require();
        Charter charter = charters.current(partnership.id());
        if (charter.of(cast.solar().id()).isEmpty()) {
            List<Charter.Commitment> commitments = new ArrayList<>(charter.commitments());
            commitments.add(new Charter.Commitment(
                    cast.solar().id(),
                    "Its job role in solar, and a field lead for two evenings in each round.",
                    BigDecimal.valueOf(18)));
            charter = charters.write(
                    partnership.id(),
                    charter.purpose(),
                    charter.sponsor(),
                    commitments,
                    charter.milestones(),
                    cast.convener().id());
        }
        sign(charter, cast.coalition(), cast.director());
        sign(charter, cast.college(), cast.educator());
        sign(charter, cast.utility(), cast.employer());
        sign(charter, cast.solar(), cast.secondEmployer());
    }

    private void sign(Charter charter, Organization member, Person owner) {
        charters.sign(charter.partnership(), member.id(), member.name(), charter.version(), owner.id());
    }

    private void name() {
        partnerships.name(
                require().id(),
                cast.coalition().id(),
                cast.convener().id(),
                cast.director().id());
        partnerships.name(
                require().id(),
                cast.college().id(),
                cast.instructor().id(),
                cast.educator().id());
        partnerships.name(
                require().id(),
                cast.utility().id(),
                cast.foreman().id(),
                cast.employer().id());
        partnerships.name(
                require().id(),
                cast.solar().id(),
                cast.fieldLead().id(),
                cast.secondEmployer().id());
    }

    private void log(Round round, Organization member, Person by, String spent, String note) {
        hours.log(require().id(), member.id(), round.id(), null, new BigDecimal(spent), today(), note, by.id());
    }

    private void accept(Organization member, Person owner) {
        if (require()
                .member(member.id())
                .filter(m -> m.standing() == Standing.INVITED)
                .isPresent()) {
            partnerships.answer(require().id(), member, true, owner.id());
        }
    }

    private StarterPack pack() {
        OrganizationId owner = cast.coalition().id();
        return packs.of(owner).stream()
                .filter(p -> p.name().equals(PACK))
                .findFirst()
                .orElseGet(() -> {
                    Framework programme = library.programme();
                    List<Framework> roles = List.of(
                            library.role(cast.utility(), "Substation Technician"),
                            library.role(cast.utility(), "Line Installer Apprentice"));
                    List<StarterPack.PackCrosswalk> walks = roles.stream()
                            .map(r -> new StarterPack.PackCrosswalk(title(r), r.id(), programme.id(), null))
                            .toList();
                    return packs.make(
                            new StarterPack(
                                    UUID.randomUUID(),
                                    owner,
                                    PACK,
                                    "Electric power technician",
                                    "By summer, every graduate of Electric Power Technology can show an employer, requirement by requirement,"
                                            + " what they bring. The college opens its outcomes, the employers open their job roles, and all"
                                            + " decide together what answers what.",
                                    new Charter.Sponsor(
                                            "Martin Osei",
                                            "Director",
                                            cast.coalition().name()),
                                    new StarterPack.Commitment(
                                            "The outcomes of its programme, and an instructor for every round.",
                                            BigDecimal.valueOf(40)),
                                    new StarterPack.Commitment(
                                            "Its job roles, and two people who do the work.", BigDecimal.valueOf(24)),
                                    List.of(roles.get(0).id(), roles.get(1).id(), programme.id()),
                                    walks,
                                    List.of(
                                            new StarterPack.PackMilestone("First coverage of all job roles", 49),
                                            new StarterPack.PackMilestone("Credentials issued against it", 120)),
                                    plan(walks.size())),
                            cast.convener().id());
                });
    }

    private static List<StarterPack.PackRound> plan(int walks) {
        List<StarterPack.PackTask> deciding = new ArrayList<>();
        for (int i = 0; i < walks; i++) {
            for (Part part : List.of(Part.EMPLOYER, Part.EDUCATOR)) {
                deciding.add(new StarterPack.PackTask(
                        part,
                        Round.TaskKind.DECIDE_PAIRS,
                        i,
                        i == 0 ? "Decide the pairs of the substation role" : "Decide the pairs of the line role"));
            }
        }
        deciding.add(new StarterPack.PackTask(
                Part.EMPLOYER, Round.TaskKind.OTHER, null, "Say which requirements a new hire can learn on the job"));
        return List.of(
                new StarterPack.PackRound(
                        "First reading",
                        "Everybody has read what the others ask for and teach.",
                        0,
                        20,
                        List.of(
                                new StarterPack.PackTask(
                                        Part.EMPLOYER, Round.TaskKind.BRING_FRAMEWORK, null, "Bring your job role"),
                                new StarterPack.PackTask(
                                        Part.EDUCATOR,
                                        Round.TaskKind.CONFIRM_OUTCOMES,
                                        null,
                                        "Confirm that the outcomes are what you teach"))),
                new StarterPack.PackRound(
                        "Decide together",
                        "Every requirement has an answer, or is known to have none.",
                        21,
                        48,
                        deciding));
    }

    private Round round(int index) {
        return rounds.of(require().id()).get(index);
    }

    private Optional<Partnership> partnership() {
        return partnerships.byName(cast.coalition().id(), PARTNERSHIP);
    }

    Partnership require() {
        return partnership().orElseThrow(() -> new IllegalStateException("the story has no partnership yet"));
    }

    private static String title(Framework role) {
        return role.title().replaceFirst(":.*", "") + " and Electric Power Technology";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
