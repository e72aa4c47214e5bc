package org.throughline.server.partnerships.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Relation;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Line;
import org.throughline.server.face.LinkState;
import org.throughline.server.face.Option;
import org.throughline.server.face.QrCode;
import org.throughline.server.face.StateView;
import org.throughline.server.face.Station;
import org.throughline.server.face.VerdictView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.Workshop.Question;
import org.throughline.server.partnerships.Workshop.State;
import org.throughline.server.partnerships.Workshop.Turn;
import org.throughline.server.partnerships.Workshop.Vote;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.PublicAddress;

/** Makes the views of a workshop: the projector's, the voters' and the minutes'. */
@Component
class Stages {
    private static final List<Relation> OFFERED =
            List.of(Relation.EXACT_MATCH, Relation.HAS_PART, Relation.PART_OF, Relation.RELATED, Relation.PRECEDES);

    private final Workshops workshops;
    private final Crosswalks crosswalks;
    private final Frameworks frameworks;
    private final Heads heads;
    private final PublicAddress address;

    Stages(Workshops workshops, Crosswalks crosswalks, Frameworks frameworks, Heads heads, PublicAddress address) {
        this.workshops = workshops;
        this.crosswalks = crosswalks;
        this.frameworks = frameworks;
        this.heads = heads;
        this.address = address;
    }

    /** What a screen shows, for comparing. */
    static String screen(Workshop workshop) {
        return workshop.open()
                ? workshop.asked().map(q -> q.id() + "-" + q.state()).orElse("lobby")
                : "ended";
    }

    static List<Option> relations() {
        return OFFERED.stream().map(r -> Option.of(r.word(), r.words())).toList();
    }

    StagePage page(Partnership partnership, Workshop workshop) {
        String base = "/partnerships/" + partnership.id();
        List<StagePage.Next> waiting = workshop.questions().stream()
                .filter(q -> q.state() == State.WAITING)
                .map(q -> new StagePage.Next(q.id().toString(), q.words()))
                .toList();
        return new StagePage(
                partnership.name(),
                workshop.title(),
                base + "/workshops",
                base + "/workshops/" + workshop.id(),
                workshop.code().substring(0, 4) + " " + workshop.code().substring(4),
                address.url("/w").replaceFirst("^https?://", ""),
                QrCode.of(address.url("/w/" + workshop.code())),
                workshop.version(),
                screen(workshop),
                workshop.asked().map(Question::position).orElse(0),
                (int) workshop.settled(),
                workshop.questions().size(),
                workshop.asked().map(q -> asked(workshop, q)).orElse(null),
                waiting.isEmpty() ? null : waiting.getFirst(),
                workshop.questions().stream()
                        .filter(q -> q.state() == State.PARKED)
                        .map(q -> new StagePage.Next(q.id().toString(), q.words()))
                        .toList(),
                present(workshop.participants()),
                present(workshop.waiting()));
    }

    WorkshopMinutesPage minutes(Partnership partnership, Workshop workshop, VerdictView verdict, PartnershipHead head) {
        return new WorkshopMinutesPage(
                head,
                workshop.title(),
                Dates.words(workshop.openedAt())
                        + (workshop.endedAt() == null ? "" : " to " + Dates.words(workshop.endedAt())),
                heads.name(partnership.convener()),
                verdict,
                head.base() + "/workshops/" + workshop.id() + "/minutes.json",
                present(workshop.participants()),
                workshop.questions().stream()
                        .map(q -> new WorkshopMinutesPage.Entry(
                                q.position(),
                                q.words(),
                                outcome(q),
                                relation(q.relation()),
                                q.note(),
                                q.seconds() == 0 ? "" : spent(q.seconds()) + " minutes",
                                workshops.turns(q).stream().map(this::turn).toList()))
                        .toList());
    }

    private List<StagePage.Present> present(List<Workshop.Participant> participants) {
        return participants.stream()
                .map(p -> new StagePage.Present(
                        p.id().toString(),
                        p.name(),
                        heads.name(p.organization()),
                        p.guest(),
                        p.letInBy() == null ? "" : heads.name(p.letInBy())))
                .toList();
    }

    private StagePage.Asked asked(Workshop workshop, Question question) {
        List<Turn> turns = question.state() == State.VOTING ? List.of() : workshops.turns(question);
        return new StagePage.Asked(
                question.id().toString(),
                question.position(),
                question.words(),
                line(workshop, question),
                switch (question.state()) {
                    case WAITING, VOTING -> "voting";
                    case REVEALED -> "revealed";
                    case ACCEPTED, REJECTED, PARKED -> "settled";
                },
                question.askedAt() == null ? "" : question.askedAt().toString(),
                spent(question.seconds()),
                workshops.votesCast(question),
                turns.reversed().stream().map(this::turn).toList(),
                relations(),
                chosen(question, turns.isEmpty() ? List.of() : turns.getLast().votes()),
                question.state().settled() ? outcome(question) : null,
                question.note());
    }

    private StagePage.Turn turn(Turn turn) {
        List<Workshop.Voice> voices = Workshop.voices(turn.votes());
        return new StagePage.Turn(
                turn.number(),
                turn.revealed(),
                turn.cast(),
                new StagePage.Tally(
                        count(voices, Workshop.Choice.YES),
                        count(voices, Workshop.Choice.NO),
                        count(voices, Workshop.Choice.UNSURE)),
                groups(turn.votes(), voices));
    }

    private static int count(List<Workshop.Voice> voices, Workshop.Choice choice) {
        return (int) voices.stream().filter(v -> v.choice() == choice).count();
    }

    /** What most of those who said yes called it; else what the engine proposes. */
    private static String chosen(Question question, List<Vote> votes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        votes.stream()
                .filter(v -> v.relation() != null)
                .forEach(v -> counts.merge(String.valueOf(v.relation()), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .or(() -> Optional.ofNullable(question.proposed()))
                .filter(word -> OFFERED.stream().anyMatch(r -> r.word().equals(word)))
                .orElse(Relation.RELATED.word());
    }

    /** What each organization's people said, without their names. */
    private List<StagePage.Group> groups(List<Vote> votes, List<Workshop.Voice> voices) {
        return voices.stream()
                .map(voice -> new StagePage.Group(
                        heads.name(voice.organization()),
                        choice(voice.choice()),
                        votes.stream()
                                .filter(v -> v.by().organization().equals(voice.organization()))
                                .map(v -> new StagePage.Said(choice(v.choice()), relation(v.relation()), v.reason()))
                                .toList()))
                .toList();
    }

    static StateView choice(Workshop.Choice choice) {
        return switch (choice) {
            case YES -> StateView.good(choice.words());
            case NO -> StateView.bad(choice.words());
            case UNSURE -> StateView.unsure(choice.words());
        };
    }

    static StateView outcome(Question question) {
        return switch (question.state()) {
            case ACCEPTED -> StateView.good(question.isPair() ? "Accepted" : "Agreed");
            case REJECTED -> StateView.bad(question.isPair() ? "Rejected" : "Not agreed");
            case PARKED -> StateView.unsure("Parked");
            case WAITING, VOTING, REVEALED -> StateView.neutral("Not settled");
        };
    }

    static String relation(@Nullable String word) {
        return word == null ? "" : Relation.ofWord(word).map(Relation::words).orElse(word);
    }

    static String spent(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }

    /** Both wordings on one line: it runs on when the pair is accepted, is cut when it is rejected, and pauses until then. */
    @Nullable
    Line line(Workshop workshop, Question question) {
        if (question.requirement() == null || question.outcome() == null || workshop.crosswalk() == null) {
            return null;
        }
        Optional<Crosswalk> crosswalk = crosswalks.find(workshop.crosswalk());
        if (crosswalk.isEmpty()) {
            return null;
        }
        LinkState state = switch (question.state()) {
            case ACCEPTED -> LinkState.HELD;
            case REJECTED -> LinkState.BROKEN;
            case WAITING, VOTING, REVEALED, PARKED -> LinkState.UNDECIDED;
        };
        return Line.of(
                "Does the outcome answer the requirement?",
                station("The job asks for", crosswalk.get().requirements(), question.requirement())
                        .link(state, question.state() == State.ACCEPTED ? relation(question.relation()) : null),
                station("The programme teaches", crosswalk.get().outcomes(), question.outcome()));
    }

    private Station station(String kind, FrameworkId framework, ItemUri uri) {
        Optional<FrameworkItem> item = frameworks.in(framework, uri).or(() -> frameworks.item(uri));
        String above = item.map(i -> String.join(
                        " › ",
                        Stream.concat(
                                        Stream.of(i.frameworkTitle()),
                                        frameworks.path(i).stream().map(FrameworkItem::statement))
                                .toList()))
                .orElse("");
        return Station.of(kind, item.map(FrameworkItem::label).orElse(uri.value()))
                .detail(above)
                .by(frameworks
                        .find(framework)
                        .map(Framework::owner)
                        .map(heads::name)
                        .orElse(null));
    }
}
