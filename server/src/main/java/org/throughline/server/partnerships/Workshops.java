package org.throughline.server.partnerships;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.PartnershipLetters.News;
import org.throughline.server.partnerships.Workshop.Participant;
import org.throughline.server.partnerships.Workshop.Question;
import org.throughline.server.partnerships.Workshop.State;
import org.throughline.server.partnerships.Workshop.Turn;
import org.throughline.server.partnerships.Workshop.Vote;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The workshops of partnerships: their questions and who takes part. Everything stands in the database; two servers show the same. */
@Component
public class Workshops {
    /** No letter or digit that is taken for another. */
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int CODE_LENGTH = 8;
    private static final int MAX_QUESTIONS = 60;
    private static final int MAX_WAITING = 60;

    private final JdbcClient jdbc;
    private final PartnershipLetters letters;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Workshops(JdbcClient jdbc, PartnershipLetters letters, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    /** A question to be asked. */
    public record Planned(
            @Nullable ItemUri requirement,
            @Nullable ItemUri outcome,
            String words,
            @Nullable String proposed) {
        public static Planned words(String question) {
            return new Planned(null, null, question, null);
        }
    }

    /** Opens a workshop; without a question there is none. */
    @Transactional
    public Workshop open(
            Partnership partnership,
            @Nullable CrosswalkId crosswalk,
            String title,
            List<Planned> questions,
            boolean guests,
            PersonId by) {
        partnership.open();
        if (title.isBlank() || questions.isEmpty() || questions.size() > MAX_QUESTIONS) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    questions.isEmpty()
                            ? "Nothing is left to ask there. Choose other pairs, or write questions of your own."
                            : "A workshop has a title and at most %d questions.".formatted(MAX_QUESTIONS));
        }
        WorkshopId id = new WorkshopId(UUID.randomUUID());
        jdbc.sql("""
                INSERT INTO partnerships.workshop (id, partnership, crosswalk, title, code, guests, state, opened_by, opened_at)
                VALUES (:id, :p, :crosswalk, :title, :code, :guests, 'OPEN', :by, :now)
                """)
                .param("id", id.value())
                .param("p", partnership.id().value())
                .param("crosswalk", crosswalk == null ? null : crosswalk.value())
                .param("title", title.strip())
                .param("code", code())
                .param("guests", guests)
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        int position = 1;
        for (Planned question : questions) {
            jdbc.sql("""
                    INSERT INTO partnerships.question (id, partnership, workshop, position, requirement, outcome, words, proposed, state)
                    VALUES (:id, :p, :workshop, :position, :requirement, :outcome, :words, :proposed, 'WAITING')
                    """)
                    .param("id", UUID.randomUUID())
                    .param("p", partnership.id().value())
                    .param("workshop", id.value())
                    .param("position", position++)
                    .param(
                            "requirement",
                            question.requirement() == null
                                    ? null
                                    : question.requirement().value())
                    .param(
                            "outcome",
                            question.outcome() == null
                                    ? null
                                    : question.outcome().value())
                    .param("words", question.words().strip())
                    .param("proposed", question.proposed())
                    .update();
        }
        for (OrganizationId member : letters.working(partnership.id())) {
            letters.toNamed(
                    partnership.id(),
                    member,
                    new News(
                            "A workshop is on",
                            "A workshop of the partnership is on. Take part here, on a phone or a computer:",
                            "/partnerships/" + partnership.id() + "/workshops/" + id),
                    by);
        }
        audit.record(new AuditEntry(
                "workshop.opened",
                by.toString(),
                partnership.convener().toString(),
                id.toString(),
                Map.of("questions", Integer.toString(questions.size()))));
        return find(partnership.id(), id).orElseThrow();
    }

    public Optional<Workshop> find(PartnershipId partnership, WorkshopId id) {
        return read("id = :id AND partnership = :p", Map.of("id", id.value(), "p", partnership.value())).stream()
                .findFirst();
    }

    /** The open workshop with this code, however it was typed. */
    public Optional<Workshop> byCode(String code) {
        return read("code = :code AND state = 'OPEN'", Map.of("code", plain(code))).stream()
                .findFirst();
    }

    /** Whether a workshop with this code, however it was typed, has ended: who comes late is told so, not that nobody knows the code. */
    public boolean hasEnded(String code) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM partnerships.workshop WHERE code = :code AND state = 'ENDED')
                """).param("code", plain(code)).query(Boolean.class).single();
    }

    private static String plain(String code) {
        return code.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    /** All of a partnership, the latest first. */
    public List<Workshop> of(PartnershipId partnership) {
        return read("partnership = :p", Map.of("p", partnership.value()));
    }

    /** The members of a partnership whose people have voted in one of its workshops. */
    Set<OrganizationId> takenPart(PartnershipId partnership) {
        return Set.copyOf(jdbc.sql("""
                SELECT DISTINCT p.organization FROM partnerships.vote v
                JOIN partnerships.participant p ON p.id = v.participant WHERE v.partnership = :p
                """)
                .param("p", partnership.value())
                .query((row, _) -> new OrganizationId(row.getObject("organization", UUID.class)))
                .list());
    }

    /** Lets a signed-in person of a member take part; twice is once. */
    @Transactional
    public Participant join(Workshop workshop, OrganizationId member, PersonId person, String name) {
        int joined = insert(workshop, member, person, name, null);
        if (joined > 0) {
            moved(workshop);
            audit.record(new AuditEntry(
                    "workshop.joined",
                    person.toString(),
                    member.toString(),
                    workshop.id().toString(),
                    Map.of()));
        }
        return participant(workshop, person).orElseThrow(Problem::notFound);
    }

    /**
     * Lets somebody ask to take part who has the code and no account; the token that is given back is theirs alone. They take part when the
     * facilitator lets them in.
     */
    @Transactional
    public String joinAsGuest(Workshop workshop, OrganizationId member, String name) {
        if (!workshop.guests()) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "In this workshop only people with an account take part. Sign in first.");
        }
        if (name.isBlank() || name.strip().length() > 80) {
            throw new Problem(ProblemType.BAD_INPUT, "Say who you are, in at most 80 characters.");
        }
        if (workshop.waiting().size() >= MAX_WAITING) {
            throw new Problem(ProblemType.CONFLICT, "Too many wait already. Ask whoever leads the workshop.");
        }
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        insert(workshop, member, null, name.strip(), MailInvitations.hash(token));
        moved(workshop);
        audit.record(new AuditEntry(
                "workshop.guest-joined",
                "system",
                member.toString(),
                workshop.id().toString(),
                Map.of()));
        return token;
    }

    /** Lets guests in who wait: one, or all of them where none is named. Nobody there is {@code NOT_FOUND}. */
    @Transactional
    public void letIn(Workshop workshop, Partnership partnership, @Nullable UUID participant, PersonId by) {
        int in = jdbc.sql("""
                UPDATE partnerships.participant SET let_in_at = :now, let_in_by = :by
                WHERE workshop = :w AND let_in_at IS NULL AND removed_at IS NULL AND (:one::uuid IS NULL OR id = :one::uuid)
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by.value())
                .param("w", workshop.id().value())
                .param("one", participant)
                .update();
        if (in == 0) {
            throw Problem.notFound();
        }
        moved(workshop);
        audit.record(new AuditEntry(
                "workshop.guests-let-in",
                by.toString(),
                partnership.convener().toString(),
                workshop.id().toString(),
                Map.of("guests", Integer.toString(in))));
    }

    public Optional<Participant> participant(Workshop workshop, PersonId person) {
        return workshop(workshop.id()).participants().stream()
                .filter(p -> person.equals(p.person()))
                .findFirst();
    }

    /** The guest with this token. */
    public Optional<Participant> participant(Workshop workshop, String token) {
        return jdbc.sql("""
                SELECT id, organization, person, name, let_in_at, let_in_by FROM partnerships.participant
                WHERE workshop = :w AND token_hash = :hash AND removed_at IS NULL
                """)
                .param("w", workshop.id().value())
                .param("hash", MailInvitations.hash(token))
                .query(Workshops::participant)
                .optional();
    }

    /** Whether one of a partnership's workshops is on. */
    boolean anyOpen(PartnershipId partnership) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM partnerships.workshop WHERE partnership = ? AND state = 'OPEN')")
                .param(partnership.value())
                .query(Boolean.class)
                .single();
    }

    /** Takes the people of a member that takes part no more out of workshops that are on; what they said and was shown stays. */
    void turnAway(PartnershipId partnership, OrganizationId organization) {
        for (Workshop workshop : of(partnership)) {
            if (workshop.open()) {
                Stream.concat(workshop.participants().stream(), workshop.waiting().stream())
                        .filter(p -> p.organization().equals(organization))
                        .forEach(p -> takeOut(workshop, p.id()));
                moved(workshop);
            }
        }
    }

    /** Takes somebody out who does not belong there, with every vote that is not revealed yet. */
    @Transactional
    public void remove(Workshop workshop, Partnership partnership, UUID participant, PersonId by) {
        if (!takeOut(workshop, participant)) {
            throw Problem.notFound();
        }
        moved(workshop);
        audit.record(new AuditEntry(
                "workshop.participant-removed",
                by.toString(),
                partnership.convener().toString(),
                workshop.id().toString(),
                Map.of("participant", participant.toString())));
    }

    private boolean takeOut(Workshop workshop, UUID participant) {
        int gone = jdbc.sql("""
                UPDATE partnerships.participant SET removed_at = :now WHERE id = :id AND workshop = :w AND removed_at IS NULL
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", participant)
                .param("w", workshop.id().value())
                .update();
        jdbc.sql("""
                DELETE FROM partnerships.vote v USING partnerships.question q
                WHERE q.id = v.question AND q.turn = v.turn AND q.state = 'VOTING' AND v.participant = ?
                """).param(participant).update();
        return gone > 0;
    }

    /**
     * Casts a vote, or another one in its place, while the question is being voted on. Afterwards it is a {@code CONFLICT}: a first vote
     * stays what it was before the others' were seen.
     */
    @Transactional
    public void vote(
            Workshop workshop,
            UUID question,
            Participant by,
            Workshop.Choice choice,
            @Nullable String relation,
            String reason) {
        if (!by.letIn()) {
            throw new Problem(ProblemType.CONFLICT, "You have not been let in yet.");
        }
        boolean pair = workshop.questions().stream().anyMatch(q -> q.id().equals(question) && q.isPair());
        // one after the other, and never beside a reveal
        jdbc.sql("SELECT id FROM partnerships.workshop WHERE id = :w FOR UPDATE")
                .param("w", workshop.id().value())
                .query(UUID.class)
                .list();
        int turn = jdbc.sql("""
                SELECT q.turn FROM partnerships.question q JOIN partnerships.workshop w ON w.current = q.id
                WHERE q.id = :q AND w.id = :w AND w.state = 'OPEN' AND q.state = 'VOTING'
                """)
                .param("q", question)
                .param("w", workshop.id().value())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new Problem(
                        ProblemType.CONFLICT, "Voting on this question is over. Look up: the next one comes soon."));
        jdbc.sql("""
                INSERT INTO partnerships.vote (partnership, question, turn, participant, choice, relation, reason, cast_at)
                VALUES (:p, :q, :turn, :participant, :choice, :relation, :reason, :now)
                ON CONFLICT (question, turn, participant) DO UPDATE
                SET choice = excluded.choice, relation = excluded.relation, reason = excluded.reason, cast_at = excluded.cast_at
                """)
                .param("p", workshop.partnership().value())
                .param("q", question)
                .param("turn", turn)
                .param("participant", by.id())
                .param("choice", choice.name())
                .param("relation", choice == Workshop.Choice.YES && pair ? relation : null)
                .param(
                        "reason",
                        reason.strip().substring(0, Math.min(500, reason.strip().length())))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        moved(workshop);
        audit.record(new AuditEntry(
                "workshop.voted",
                by.person() == null ? "system" : by.person().toString(),
                by.organization().toString(),
                question.toString(),
                Map.of("participant", by.id().toString())));
    }

    /** How many have voted on a question this time: all that anybody learns before the votes are revealed. */
    public int votesCast(Question question) {
        return jdbc.sql("SELECT count(*) FROM partnerships.vote WHERE question = :q AND turn = :turn")
                .param("q", question.id())
                .param("turn", question.turn())
                .query(Integer.class)
                .single();
    }

    /** What one participant said themselves, this time. */
    public Optional<Vote> own(Question question, Participant participant) {
        return allVotes(question.id(), question.turn()).stream()
                .filter(v -> v.by().id().equals(participant.id()))
                .findFirst();
    }

    /** The votes of the latest turn, by organization; none before they are revealed. */
    public List<Vote> votes(Question question) {
        List<Turn> turns = turns(question);
        return turns.isEmpty() ? List.of() : turns.getLast().votes();
    }

    /** Every time that a question was put to the room, the first one first: a first vote is kept when it is asked again. */
    public List<Turn> turns(Question question) {
        return jdbc.sql("""
                SELECT t.number, t.revealed_at IS NOT NULL AS revealed,
                       (SELECT count(*) FROM partnerships.vote v WHERE v.question = t.question AND v.turn = t.number) AS cast_votes
                FROM partnerships.turn t WHERE t.question = :q ORDER BY t.number
                """)
                .param("q", question.id())
                .query((row, _) -> {
                    boolean revealed = row.getBoolean("revealed");
                    int number = row.getInt("number");
                    return new Turn(
                            number,
                            revealed,
                            row.getInt("cast_votes"),
                            revealed ? allVotes(question.id(), number) : List.of());
                })
                .list();
    }

    private List<Vote> allVotes(UUID question, int turn) {
        return jdbc.sql("""
                SELECT p.id, p.organization, p.person, p.name, p.let_in_at, p.let_in_by, v.choice, v.relation, v.reason
                FROM partnerships.vote v JOIN partnerships.participant p ON p.id = v.participant
                WHERE v.question = :q AND v.turn = :turn ORDER BY p.organization, p.joined_at
                """)
                .param("q", question)
                .param("turn", turn)
                .query((row, n) -> new Vote(
                        participant(row, n),
                        Workshop.Choice.valueOf(row.getString("choice")),
                        row.getString("relation"),
                        row.getString("reason")))
                .list();
    }

    /** The signed minutes of a workshop that has ended. */
    public Optional<byte[]> document(Workshop workshop) {
        return jdbc.sql("SELECT document FROM partnerships.workshop WHERE id = :id AND document IS NOT NULL")
                .param("id", workshop.id().value())
                .query(byte[].class)
                .optional();
    }

    /** Moves what screens compare. */
    void moved(Workshop workshop) {
        jdbc.sql("UPDATE partnerships.workshop SET version = version + 1 WHERE id = ?")
                .param(workshop.id().value())
                .update();
    }

    Workshop workshop(WorkshopId id) {
        return read("id = :id", Map.of("id", id.value())).getFirst();
    }

    private int insert(
            Workshop workshop,
            OrganizationId member,
            @Nullable PersonId person,
            String name,
            byte @Nullable [] tokenHash) {
        return jdbc.sql("""
                INSERT INTO partnerships.participant (id, partnership, workshop, organization, person, name, token_hash, joined_at, let_in_at)
                VALUES (:id, :p, :w, :organization, :person, :name, :hash, :now, CASE WHEN :person::uuid IS NOT NULL THEN :now::timestamptz END)
                ON CONFLICT (workshop, person) DO NOTHING
                """)
                .param("id", UUID.randomUUID())
                .param("p", workshop.partnership().value())
                .param("w", workshop.id().value())
                .param("organization", member.value())
                .param("person", person == null ? null : person.value())
                .param("name", name)
                .param("hash", tokenHash)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private List<Workshop> read(String where, Map<String, ?> parameters) {
        return jdbc.sql("SELECT * FROM partnerships.workshop WHERE " + where + " ORDER BY opened_at DESC, id")
                .params(parameters)
                .query((row, _) -> {
                    UUID id = row.getObject("id", UUID.class);
                    Timestamp ended = row.getTimestamp("ended_at");
                    return new Workshop(
                            new WorkshopId(id),
                            new PartnershipId(row.getObject("partnership", UUID.class)),
                            Optional.ofNullable(row.getObject("crosswalk", UUID.class))
                                    .map(CrosswalkId::new)
                                    .orElse(null),
                            row.getString("title"),
                            row.getString("code"),
                            row.getBoolean("guests"),
                            row.getString("state").equals("OPEN"),
                            row.getLong("version"),
                            row.getObject("current", UUID.class),
                            new PersonId(row.getObject("opened_by", UUID.class)),
                            row.getTimestamp("opened_at").toInstant(),
                            ended == null ? null : ended.toInstant(),
                            questions(id),
                            participants(id, true),
                            participants(id, false));
                })
                .list();
    }

    private List<Question> questions(UUID workshop) {
        return jdbc.sql("SELECT * FROM partnerships.question WHERE workshop = :w ORDER BY position")
                .param("w", workshop)
                .query((row, _) -> {
                    Timestamp asked = row.getTimestamp("asked_at");
                    return new Question(
                            row.getObject("id", UUID.class),
                            row.getInt("position"),
                            Optional.ofNullable(row.getString("requirement"))
                                    .map(ItemUri::new)
                                    .orElse(null),
                            Optional.ofNullable(row.getString("outcome"))
                                    .map(ItemUri::new)
                                    .orElse(null),
                            row.getString("words"),
                            row.getString("proposed"),
                            State.valueOf(row.getString("state")),
                            asked == null ? null : asked.toInstant(),
                            row.getInt("seconds"),
                            row.getString("relation"),
                            row.getString("note"),
                            row.getInt("turn"));
                })
                .list();
    }

    private List<Participant> participants(UUID workshop, boolean letIn) {
        return jdbc.sql("""
                SELECT id, organization, person, name, let_in_at, let_in_by FROM partnerships.participant
                WHERE workshop = :w AND removed_at IS NULL AND (let_in_at IS NOT NULL) = :in ORDER BY joined_at, id
                """)
                .param("w", workshop)
                .param("in", letIn)
                .query(Workshops::participant)
                .list();
    }

    private static Participant participant(ResultSet row, int number) throws SQLException {
        return new Participant(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization", UUID.class)),
                Optional.ofNullable(row.getObject("person", UUID.class))
                        .map(PersonId::new)
                        .orElse(null),
                row.getString("name"),
                row.getTimestamp("let_in_at") != null,
                Optional.ofNullable(row.getObject("let_in_by", UUID.class))
                        .map(PersonId::new)
                        .orElse(null));
    }
}
