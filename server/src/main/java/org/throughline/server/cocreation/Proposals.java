package org.throughline.server.cocreation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.cocreation.Happening.Kind;
import org.throughline.server.cocreation.Proposal.Opinion;
import org.throughline.server.cocreation.Proposal.Resolution;
import org.throughline.server.cocreation.Proposal.State;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** What people propose, and how others see it. Nothing is ever taken out: whoever changes their mind adds to what was said. */
@Component
public class Proposals {
    private static final int LONGEST = 4_000;

    private final JdbcClient sql;
    private final ShapedItems items;
    private final Happenings happenings;
    private final AuditLog audit;
    private final Clock clock;

    Proposals(JdbcClient sql, ShapedItems items, Happenings happenings, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.items = items;
        this.happenings = happenings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Which proposals are looked at.
     *
     * @param states empty: all
     * @param disputed only those with which some agree and others do not
     * @param by only this person's; null: everybody's
     */
    public record Filter(
            Set<State> states,
            Proposal.@Nullable Kind kind,
            @Nullable UUID round,
            @Nullable UUID item,
            boolean disputed,
            @Nullable PersonId by) {
        public Filter {
            states = Set.copyOf(states);
        }

        /** Everything that was ever proposed. */
        public static Filter everything() {
            return new Filter(Set.of(), null, null, null, false, null);
        }

        /** Everything that was ever proposed on an item. */
        public static Filter of(UUID item) {
            return new Filter(Set.of(), null, null, item, false, null);
        }

        /** Everything that was proposed in a round. */
        public static Filter ofRound(UUID round) {
            return new Filter(Set.of(), null, round, null, false, null);
        }

        /** What waits for the lead. */
        public static Filter waiting() {
            return new Filter(Set.of(State.OPEN, State.POSTPONED), null, null, null, false, null);
        }
    }

    /** Proposes a change; what is missing is a {@code Problem BAD_INPUT}. */
    @Transactional
    public Proposal propose(
            FrameworkId framework,
            OrganizationId owner,
            Proposal.Kind kind,
            UUID item,
            Proposal.Text wanted,
            String reason,
            PersonId by,
            @Nullable OrganizationId speakingFor) {
        Proposal.Text seen = seen(framework, kind, item);
        demand(framework, kind, item, seen, wanted, reason);
        sql.sql("select framework from cocreation.workspaces where framework = ? for update")
                .param(framework.value())
                .query(UUID.class)
                .single(); // the next number is nobody else's
        UUID id = UUID.randomUUID();
        boolean words = kind == Proposal.Kind.REWORD || kind == Proposal.Kind.ADD;
        boolean added = kind == Proposal.Kind.ADD;
        sql.sql("""
            insert into cocreation.proposals (id, framework, number, round, kind, item, seen_code, seen_statement, seen_level, seen_at_hire,
                                              seen_parent, code, statement, level, at_hire, parent, reason, by_person, organization, proposed_at, state)
            select :id, :framework, coalesce(max(number), 0) + 1,
                   (select r.id from cocreation.rounds r where r.framework = :framework and r.closed_at is null),
                   :kind, :item, :seenCode, :seenStatement, :seenLevel, :seenAtHire, :seenParent,
                   :code, :statement, :level, :atHire, :parent, :reason, :by, :organization, :now, 'OPEN'
              from cocreation.proposals where framework = :framework
            """)
                .param("id", id)
                .param("framework", framework.value())
                .param("kind", kind.name())
                .param("item", item)
                .param("seenCode", seen.code())
                .param("seenStatement", seen.statement())
                .param("seenLevel", seen.level())
                .param("seenAtHire", seen.atHire())
                .param("seenParent", seen.parent())
                .param("code", added ? blankIsNull(wanted.code()) : null)
                .param("statement", words ? wanted.statement().strip() : null)
                .param("level", added || kind == Proposal.Kind.LEVEL ? blankIsNull(wanted.level()) : null)
                .param("atHire", added || kind == Proposal.Kind.AT_HIRE ? wanted.atHire() : null)
                .param("parent", kind == Proposal.Kind.MOVE ? wanted.parent() : null)
                .param("reason", reason.strip())
                .param("by", by.value())
                .param("organization", speakingFor == null ? null : speakingFor.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        Proposal made = find(framework, id).orElseThrow();
        happenings.add(framework, Kind.PROPOSED, id, item, "proposes " + ProposalWords.of(made), by);
        audit.record(new AuditEntry(
                "proposal.made",
                by.toString(),
                owner.toString(),
                id.toString(),
                Map.of("framework", framework.toString(), "number", Integer.toString(made.number()))));
        return made;
    }

    /** Says whether somebody agrees; said again the same, it is no act. */
    @Transactional
    public void say(
            Proposal proposal,
            OrganizationId owner,
            @Nullable Boolean agrees,
            String reason,
            PersonId by,
            @Nullable OrganizationId speakingFor) {
        if (!proposal.state().waits()) {
            throw settled(proposal);
        }
        if (Boolean.FALSE.equals(agrees) && reason.isBlank()) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "Say in a few words why you disagree, so that others can answer it.");
        }
        tooLong(reason, "reason");
        Opinion before = proposal.opinions().stream()
                .filter(o -> o.by().equals(by))
                .findFirst()
                .orElse(null);
        String because = blankIsNull(reason);
        if (before == null
                ? agrees == null
                : Objects.equals(before.agrees(), agrees) && Objects.equals(before.reason(), because)) {
            return;
        }
        State now = sql.sql("select state from cocreation.proposals where id = ? for update")
                .param(proposal.id())
                .query((row, _) -> State.valueOf(row.getString(1)))
                .single();
        if (!now.waits()) {
            throw settled(proposal);
        }
        sql.sql("""
            insert into cocreation.opinions (proposal, number, by_person, organization, agrees, reason, at)
            select :proposal, coalesce(max(number), 0) + 1, :by, :organization, :agrees, :reason, :now
              from cocreation.opinions where proposal = :proposal
            """)
                .param("proposal", proposal.id())
                .param("by", by.value())
                .param("organization", speakingFor == null ? null : speakingFor.value())
                .param("agrees", agrees)
                .param("reason", because)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        happenings.add(
                proposal.framework(),
                Kind.OPINION,
                proposal.id(),
                proposal.item(),
                (agrees == null ? "takes back what they said of " : agrees ? "agrees with " : "disagrees with ")
                        + "proposal " + proposal.number(),
                by);
        audit.record(new AuditEntry(
                "proposal.opinion",
                by.toString(),
                owner.toString(),
                proposal.id().toString(),
                Map.of("framework", proposal.framework().toString())));
    }

    private static Problem settled(Proposal proposal) {
        return new Problem(
                ProblemType.CONFLICT, proposal.called() + " is settled; what was said of it stays as it is.");
    }

    /** The one whose last step an act on the draft carried out, or took back. */
    Optional<Proposal> restingOn(FrameworkId framework, long act) {
        return sql.sql("""
            select p.id from cocreation.proposals p join cocreation.resolutions r on r.proposal = p.id
             where p.framework = ? and r.act = ?
               and r.number = (select max(l.number) from cocreation.resolutions l where l.proposal = p.id)
            """)
                .params(framework.value(), act)
                .query(UUID.class)
                .optional()
                .flatMap(id -> find(framework, id));
    }

    /** Adds a step to what became of a proposal. */
    @Transactional(propagation = Propagation.MANDATORY)
    void settle(Proposal proposal, Resolution resolution) {
        int changed = sql.sql("update cocreation.proposals set state = ? where id = ? and state = ?")
                .params(
                        resolution.state().name(),
                        proposal.id(),
                        proposal.state().name())
                .update();
        if (changed == 0) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Somebody else settled %s meanwhile. Load the page again to see what became of it."
                            .formatted(proposal.called().toLowerCase(Locale.ROOT)));
        }
        OrganizationId organization = resolution.organization();
        sql.sql("""
            insert into cocreation.resolutions (proposal, number, state, reason, wording, act, by_person, organization, at)
            select :proposal, coalesce(max(number), 0) + 1, :state, :reason, :wording, :act, :by, :organization, :at
              from cocreation.resolutions where proposal = :proposal
            """)
                .param("proposal", proposal.id())
                .param("state", resolution.state().name())
                .param("reason", resolution.reason())
                .param("wording", resolution.wording())
                .param("act", resolution.act())
                .param("by", resolution.by().value())
                .param("organization", organization == null ? null : organization.value())
                .param("at", Timestamp.from(resolution.at()))
                .update();
    }

    public Optional<Proposal> find(FrameworkId framework, UUID id) {
        return whole(sql.sql("select * from cocreation.proposals where framework = ? and id = ?")
                        .params(framework.value(), id)
                        .query(Proposals::bare)
                        .list())
                .stream()
                .findFirst();
    }

    /** By the number that people call it by. */
    public Optional<Proposal> find(FrameworkId framework, int number) {
        return whole(sql.sql("select * from cocreation.proposals where framework = ? and number = ?")
                        .params(framework.value(), number)
                        .query(Proposals::bare)
                        .list())
                .stream()
                .findFirst();
    }

    /** The most disputed first; proposals on the same item stand together. */
    public Page<Proposal> list(FrameworkId framework, Filter filter, int offset, int limit) {
        List<UUID> all = sql.sql("""
            with latest as (
                select distinct on (o.proposal, o.by_person) o.proposal, o.agrees from cocreation.opinions o
                  join cocreation.proposals p on p.id = o.proposal and p.framework = :framework
                 order by o.proposal, o.by_person, o.number desc),
            counted as (
                select p.id, p.item, p.number, count(*) filter (where l.agrees) as pro, count(*) filter (where not l.agrees) as contra
                  from cocreation.proposals p left join latest l on l.proposal = p.id
                 where p.framework = :framework
                   and (cardinality(:states::text[]) = 0 or p.state = any (:states::text[]))
                   and (:kind::text is null or p.kind = :kind)
                   and (:round::uuid is null or p.round = :round)
                   and (:item::uuid is null or p.item = :item)
                   and (:by::uuid is null or p.by_person = :by)
                 group by p.id)
            select id from counted where not :disputed or (pro > 0 and contra > 0)
             order by max(least(pro, contra) * 1000 + contra) over (partition by item) desc, item, number
            """)
                .param("framework", framework.value())
                .param("states", filter.states().stream().map(State::name).toArray(String[]::new))
                .param(
                        "kind",
                        Optional.ofNullable(filter.kind()).map(Enum::name).orElse(null))
                .param("round", filter.round())
                .param("item", filter.item())
                .param(
                        "by",
                        Optional.ofNullable(filter.by()).map(PersonId::value).orElse(null))
                .param("disputed", filter.disputed())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        List<UUID> wanted = all.stream().skip(offset).limit(limit).toList();
        Map<UUID, Proposal> found = whole(sql.sql("select * from cocreation.proposals where id = any (?)")
                        .param(wanted.toArray(UUID[]::new))
                        .query(Proposals::bare)
                        .list())
                .stream()
                .collect(Collectors.toMap(Proposal::id, p -> p));
        return new Page<>(
                wanted.stream()
                        .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                        .toList(),
                offset,
                limit,
                all.size());
    }

    /** How many there are in each state. */
    public Map<State, Integer> count(FrameworkId framework) {
        Map<State, Integer> counts = new HashMap<>();
        sql.sql("select state, count(*) as n from cocreation.proposals where framework = ? group by state")
                .param(framework.value())
                .query(row -> {
                    counts.put(State.valueOf(row.getString("state")), row.getInt("n"));
                });
        return counts;
    }

    /** How many proposals wait on each of these items. */
    public Map<UUID, Integer> waitingOn(FrameworkId framework, List<UUID> items) {
        Map<UUID, Integer> counts = new HashMap<>();
        sql.sql("""
            select item, count(*) as n from cocreation.proposals
             where framework = ? and item = any (?) and state in ('OPEN', 'POSTPONED') group by item
            """).params(framework.value(), items.toArray(UUID[]::new)).query(row -> {
            counts.put(row.getObject("item", UUID.class), row.getInt("n"));
        });
        return counts;
    }

    private Proposal.Text seen(FrameworkId framework, Proposal.Kind kind, UUID item) {
        if (kind == Proposal.Kind.ADD && item.equals(framework.value())) {
            return new Proposal.Text(null, "", null, false, null);
        }
        ShapedItem now = items.find(framework, item)
                .filter(i -> !i.retired())
                .orElseThrow(() -> new Problem(
                        ProblemType.BAD_INPUT, "The statement that this speaks of has left the framework."));
        return new Proposal.Text(now.code(), now.statement(), now.level(), now.atHire(), now.parent());
    }

    private void demand(
            FrameworkId framework,
            Proposal.Kind kind,
            UUID item,
            Proposal.Text seen,
            Proposal.Text wanted,
            String reason) {
        String missing = switch (kind) {
            case REWORD ->
                wanted.statement().isBlank()
                        ? "Write how it should read."
                        : wanted.statement().strip().equals(seen.statement())
                                ? "It reads like that already. Change the words, or choose another kind of change."
                                : null;
            case ADD -> wanted.statement().isBlank() ? "Write what should be added." : null;
            case RETIRE -> null;
            case MOVE -> moved(framework, item, seen, wanted.parent());
            case AT_HIRE -> wanted.atHire() == seen.atHire() ? "That is how it stands already." : null;
            case LEVEL ->
                Objects.equals(blankIsNull(wanted.level()), seen.level()) ? "That is its level already." : null;
        };
        if (missing != null) {
            throw new Problem(ProblemType.BAD_INPUT, missing);
        }
        if (reason.isBlank()) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "Say in a sentence why. It is what others agree or disagree with.");
        }
        tooLong(wanted.statement(), "wording");
        tooLong(reason, "reason");
        tooLong(String.valueOf(wanted.level()), "level");
        tooLong(String.valueOf(wanted.code()), "code");
    }

    private @Nullable String moved(FrameworkId framework, UUID item, Proposal.Text seen, @Nullable UUID parent) {
        if (parent == null) {
            return "Choose the statement under which it should stand.";
        }
        if (parent.equals(seen.parent())) {
            return "It stands there already.";
        }
        if (parent.equals(framework.value())) {
            return null;
        }
        ShapedItem above =
                items.find(framework, parent).filter(i -> !i.retired()).orElse(null);
        if (above == null) {
            return "The statement under which it should stand is not in this framework.";
        }
        boolean circle = parent.equals(item)
                || items.path(framework, above).stream()
                        .anyMatch(i -> i.identifier().equals(item));
        return circle ? "A statement cannot stand below itself." : null;
    }

    static void tooLong(String text, String what) {
        if (text.length() > LONGEST) {
            throw new Problem(ProblemType.BAD_INPUT, "The %s has more than %d characters.".formatted(what, LONGEST));
        }
    }

    static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The same with what was said of them. */
    private List<Proposal> whole(List<Proposal> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        UUID[] ids = bare.stream().map(Proposal::id).toArray(UUID[]::new);
        Map<UUID, Map<PersonId, Opinion>> opinions = new HashMap<>();
        sql.sql("select * from cocreation.opinions where proposal = any (?) order by proposal, number")
                .param(ids)
                .query(row -> {
                    Opinion opinion = opinion(row);
                    opinions.computeIfAbsent(row.getObject("proposal", UUID.class), _ -> new LinkedHashMap<>())
                            .put(opinion.by(), opinion);
                });
        Map<UUID, List<Resolution>> history = new HashMap<>();
        sql.sql("select * from cocreation.resolutions where proposal = any (?) order by proposal, number")
                .param(ids)
                .query(row -> {
                    history.computeIfAbsent(row.getObject("proposal", UUID.class), _ -> new ArrayList<>())
                            .add(resolution(row));
                });
        return bare.stream()
                .map(p -> new Proposal(
                        p.id(),
                        p.framework(),
                        p.number(),
                        p.round(),
                        p.kind(),
                        p.item(),
                        p.seen(),
                        p.wanted(),
                        p.reason(),
                        p.by(),
                        p.organization(),
                        p.at(),
                        p.state(),
                        List.copyOf(opinions.getOrDefault(p.id(), Map.of()).values()),
                        history.getOrDefault(p.id(), List.of())))
                .toList();
    }

    /** Everything that anybody ever said of a proposal, oldest first, also what they changed later. */
    public List<Opinion> everythingSaid(Proposal proposal) {
        return sql.sql("select * from cocreation.opinions where proposal = ? order by number")
                .param(proposal.id())
                .query((row, _) -> opinion(row))
                .list();
    }

    private static Opinion opinion(ResultSet row) throws SQLException {
        return new Opinion(
                new PersonId(row.getObject("by_person", UUID.class)),
                organization(row),
                row.getObject("agrees", Boolean.class),
                row.getString("reason"),
                row.getTimestamp("at").toInstant());
    }

    private static Resolution resolution(ResultSet row) throws SQLException {
        return new Resolution(
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("wording"),
                row.getObject("act", Long.class),
                new PersonId(row.getObject("by_person", UUID.class)),
                organization(row),
                row.getTimestamp("at").toInstant());
    }

    private static @Nullable OrganizationId organization(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("organization", UUID.class))
                .map(OrganizationId::new)
                .orElse(null);
    }

    private static Proposal bare(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getObject("id", UUID.class),
                new FrameworkId(row.getObject("framework", UUID.class)),
                row.getInt("number"),
                row.getObject("round", UUID.class),
                Proposal.Kind.valueOf(row.getString("kind")),
                row.getObject("item", UUID.class),
                new Proposal.Text(
                        row.getString("seen_code"),
                        row.getString("seen_statement"),
                        row.getString("seen_level"),
                        row.getBoolean("seen_at_hire"),
                        row.getObject("seen_parent", UUID.class)),
                new Proposal.Text(
                        row.getString("code"),
                        Optional.ofNullable(row.getString("statement")).orElse(""),
                        row.getString("level"),
                        row.getBoolean("at_hire"),
                        row.getObject("parent", UUID.class)),
                row.getString("reason"),
                new PersonId(row.getObject("by_person", UUID.class)),
                organization(row),
                row.getTimestamp("proposed_at").toInstant(),
                State.valueOf(row.getString("state")),
                List.of(),
                List.of());
    }
}
