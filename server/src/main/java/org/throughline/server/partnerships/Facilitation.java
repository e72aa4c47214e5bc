package org.throughline.server.partnerships;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Relation;
import org.throughline.server.alignment.Voice;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.Workshop.Question;
import org.throughline.server.partnerships.Workshop.State;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * What a facilitator does in a workshop: ask, reveal, decide or park, go on, and end it with signed minutes. Every step names the state
 * that it expects, so that two screens cannot take it twice.
 */
@Component
public class Facilitation {
    private final JdbcClient jdbc;
    private final Workshops workshops;
    private final Crosswalks crosswalks;
    private final WorkshopMinutes signed;
    private final Minutes minutes;
    private final AuditLog audit;
    private final Clock clock;

    Facilitation(
            JdbcClient jdbc,
            Workshops workshops,
            Crosswalks crosswalks,
            WorkshopMinutes signed,
            Minutes minutes,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.workshops = workshops;
        this.crosswalks = crosswalks;
        this.signed = signed;
        this.minutes = minutes;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Brings a question that is not decided on the screen, and opens its vote. The one whose votes are shown may be asked once more: that is
     * its next turn, and the votes of the turns before are kept as they were.
     */
    @Transactional
    public void ask(Partnership partnership, Workshop workshop, UUID question, PersonId by) {
        Workshop now = lock(workshop);
        Question before = now.asked().orElse(null);
        boolean onceMore = before != null
                && before.state() == State.REVEALED
                && before.id().equals(question);
        if (before != null && !before.state().settled() && before.state() != State.WAITING && !onceMore) {
            throw conflict("Decide or park the question on the screen first.");
        }
        Question next = now.questions().stream()
                .filter(q -> q.id().equals(question))
                .findFirst()
                .orElseThrow(Problem::notFound);
        if (next.state() != State.WAITING && next.state() != State.PARKED && !onceMore) {
            throw conflict("This question is decided already.");
        }
        Timestamp moment = Timestamp.from(clock.instant());
        jdbc.sql("""
                INSERT INTO partnerships.turn (partnership, question, number, asked_at) VALUES (:p, :q, :number, :now)
                """)
                .param("p", partnership.id().value())
                .param("q", question)
                .param("number", next.turn() + 1)
                .param("now", moment)
                .update();
        // what the turn before took counts for the question
        jdbc.sql("""
                UPDATE partnerships.question
                   SET seconds = seconds + CASE WHEN state = 'REVEALED' THEN greatest(0, extract(epoch FROM (:now - asked_at)))::int
                                                ELSE 0 END,
                       state = 'VOTING', asked_at = :now, turn = turn + 1
                 WHERE id = :id
                """).param("now", moment).param("id", question).update();
        jdbc.sql("UPDATE partnerships.workshop SET current = :q, version = version + 1 WHERE id = :id")
                .param("q", question)
                .param("id", workshop.id().value())
                .update();
        record("workshop.question-asked", partnership, question, by);
    }

    /** Shows the votes; from now on they stay as they are. */
    @Transactional
    public void reveal(Partnership partnership, Workshop workshop, PersonId by) {
        Question question = onScreen(lock(workshop), State.VOTING);
        jdbc.sql("UPDATE partnerships.question SET state = 'REVEALED' WHERE id = ?")
                .param(question.id())
                .update();
        jdbc.sql("UPDATE partnerships.turn SET revealed_at = :now WHERE question = :q AND number = :number")
                .param("now", Timestamp.from(clock.instant()))
                .param("q", question.id())
                .param("number", question.turn())
                .update();
        workshops.moved(workshop);
        record("workshop.votes-revealed", partnership, question.id(), by);
    }

    /**
     * Records what the room decided. For a pair this is a decision in the crosswalk like any other, with the workshop as its reason; the
     * audit entry is that decision's.
     *
     * @param relation CASE's word for an accepted pair; else ignored
     */
    @Transactional
    public void decide(
            Partnership partnership,
            Workshop workshop,
            boolean accepted,
            @Nullable String relation,
            String note,
            PersonId by) {
        Workshop now = lock(workshop);
        Question question = onScreen(now, State.REVEALED);
        String reason = reason(now, question, note);
        String kept = null;
        if (question.isPair()) {
            var requirement = Objects.requireNonNull(question.requirement());
            var outcome = Objects.requireNonNull(question.outcome());
            var crosswalk = Objects.requireNonNull(now.crosswalk());
            if (accepted) {
                kept = relation == null || relation.isBlank() ? "isRelatedTo" : relation;
            }
            // what a room of several organizations decided settles what each of them had said before
            crosswalks.resolve(crosswalk, requirement, outcome, kept, reason, new Voice(partnership.convener(), by));
        } else {
            record("workshop.question-decided", partnership, question.id(), by);
        }
        settle(question, accepted ? State.ACCEPTED : State.REJECTED, kept, note, by);
        workshops.moved(workshop);
        minutes.write(
                partnership.id(),
                Minute.Kind.DECISION,
                decision(question, accepted, kept, note),
                null,
                workshop.id().value(),
                by);
    }

    /** Puts the question on the screen aside, with a note why. It can be asked again. */
    @Transactional
    public void park(Partnership partnership, Workshop workshop, String note, PersonId by) {
        Workshop now = lock(workshop);
        Question question = now.asked()
                .filter(q -> q.state() == State.VOTING || q.state() == State.REVEALED)
                .orElseThrow(() -> conflict("There is nothing on the screen to park."));
        settle(question, State.PARKED, null, note, by);
        workshops.moved(workshop);
        minutes.write(
                partnership.id(),
                Minute.Kind.PARKED,
                "Parked: " + question.words() + (note.isBlank() ? "" : " (" + note.strip() + ")"),
                null,
                workshop.id().value(),
                by);
        record("workshop.question-parked", partnership, question.id(), by);
    }

    /** Ends the workshop: its minutes are signed with the convening organization's key and stay as they are. */
    @Transactional
    public Workshop end(Partnership partnership, Workshop workshop, PersonId by) {
        Workshop now = lock(workshop);
        if (now.asked()
                .filter(q -> q.state() == State.VOTING || q.state() == State.REVEALED)
                .isPresent()) {
            throw conflict("Decide or park the question on the screen first.");
        }
        return audit.one("workshop.ended", () -> ended(partnership, now, by));
    }

    /** The organization's first key may be made by this signature. */
    private Workshop ended(Partnership partnership, Workshop now, PersonId by) {
        Instant end = clock.instant();
        byte[] document = signed.sign(partnership, now, end);
        jdbc.sql("""
                UPDATE partnerships.workshop SET state = 'ENDED', ended_at = :now, document = :document, version = version + 1
                WHERE id = :id
                """)
                .param("now", Timestamp.from(end))
                .param("document", document)
                .param("id", now.id().value())
                .update();
        minutes.write(
                partnership.id(),
                Minute.Kind.WORKSHOP,
                "Workshop “%s” is held: %d of %d questions settled by %d people."
                        .formatted(
                                now.title(),
                                now.questions().stream()
                                        .filter(q -> q.state() == State.ACCEPTED || q.state() == State.REJECTED)
                                        .count(),
                                now.questions().size(),
                                now.participants().size()),
                null,
                now.id().value(),
                by);
        record("workshop.ended", partnership, now.id().value(), by);
        return workshops.workshop(now.id());
    }

    private Workshop lock(Workshop workshop) {
        String state = jdbc.sql("SELECT state FROM partnerships.workshop WHERE id = :id FOR UPDATE")
                .param("id", workshop.id().value())
                .query(String.class)
                .optional()
                .orElseThrow(Problem::notFound);
        if (!state.equals("OPEN")) {
            throw conflict("The workshop has ended; its minutes are signed.");
        }
        return workshops.workshop(workshop.id());
    }

    private static Question onScreen(Workshop workshop, State expected) {
        return workshop.asked()
                .filter(q -> q.state() == expected)
                .orElseThrow(() -> conflict(
                        expected == State.VOTING
                                ? "The votes are shown already."
                                : "Show the votes first; then decide."));
    }

    private void settle(Question question, State state, @Nullable String relation, String note, PersonId by) {
        jdbc.sql("""
                UPDATE partnerships.question
                   SET state = :state, relation = :relation, note = :note, settled_by = :by,
                       seconds = seconds + greatest(0, extract(epoch FROM (:now - asked_at)))::int
                 WHERE id = :id
                """)
                .param("state", state.name())
                .param("relation", relation)
                .param("note", note.strip())
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", question.id())
                .update();
    }

    private String reason(Workshop workshop, Question question, String note) {
        List<Workshop.Voice> voices = Workshop.voices(workshops.votes(question));
        long yes =
                voices.stream().filter(v -> v.choice() == Workshop.Choice.YES).count();
        String words = "Workshop “%s”: %d of %d %s for it"
                .formatted(workshop.title(), yes, voices.size(), voices.size() == 1 ? "organization" : "organizations");
        return note.isBlank() ? words : words + ". " + note.strip();
    }

    private static String decision(Question question, boolean accepted, @Nullable String relation, String note) {
        if (!question.isPair()) {
            return (accepted ? "Agreed: " : "Not agreed: ")
                    + question.words()
                    + (note.isBlank() ? "" : " (" + note.strip() + ")");
        }
        String what = accepted
                ? "Accepted"
                        + (relation == null
                                ? ""
                                : " as “"
                                        + Relation.ofWord(relation)
                                                .map(Relation::words)
                                                .orElse(relation) + "”")
                : "Rejected";
        return what + ": " + question.words() + (note.isBlank() ? "" : " (" + note.strip() + ")");
    }

    private void record(String action, Partnership partnership, UUID subject, PersonId by) {
        audit.record(
                new AuditEntry(action, by.toString(), partnership.convener().toString(), subject.toString(), Map.of()));
    }

    private static Problem conflict(String sentence) {
        return new Problem(ProblemType.CONFLICT, sentence);
    }
}
