package org.throughline.server.partnerships;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.CrosswalkParties;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.MembershipEnded;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.Charter.Commitment;
import org.throughline.server.partnerships.Charter.Milestone;
import org.throughline.server.partnerships.Charter.Sponsor;
import org.throughline.server.partnerships.PartnershipLetters.News;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The partnerships of this server: who takes part, who is asked to, and what is in scope. Who may do what is the question of the pages. */
@Component
public class Partnerships {
    private static final int MAX_NAME = 200;
    private static final int MAX_REASON = 500;

    private final JdbcClient jdbc;
    private final Charters charters;
    private final Minutes minutes;
    private final Workshops workshops;
    private final PartnershipLetters letters;
    private final AuditLog audit;
    private final Clock clock;

    Partnerships(
            JdbcClient jdbc,
            Charters charters,
            Minutes minutes,
            Workshops workshops,
            PartnershipLetters letters,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.charters = charters;
        this.minutes = minutes;
        this.workshops = workshops;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a new partnership begins with.
     *
     * @param asked whom the convener invites, each with its part
     */
    public record Beginning(
            String name,
            String purpose,
            Sponsor sponsor,
            Map<OrganizationId, Part> asked,
            List<Commitment> commitments,
            List<Milestone> milestones) {
        public Beginning {
            asked = new LinkedHashMap<>(asked);
            commitments = List.copyOf(commitments);
            milestones = List.copyOf(milestones);
        }

        public static Beginning of(String name, String purpose, Map<OrganizationId, Part> asked) {
            return new Beginning(name, purpose, Sponsor.NOBODY, asked, List.of(), List.of());
        }
    }

    /**
     * Founds a partnership. Its convener leads; everybody else is invited, and takes part when one of their owners accepts. A name that the
     * convener has used already is a {@code Problem CONFLICT}.
     */
    @Transactional
    public Partnership found(Beginning beginning, OrganizationId convener, PersonId by) {
        String name = named(beginning.name());
        PartnershipId id = new PartnershipId(UUID.randomUUID());
        Timestamp now = Timestamp.from(clock.instant());
        int founded = jdbc.sql("""
                INSERT INTO partnerships.partnership (id, name, convener, founded_at)
                VALUES (:id, :name, :convener, :at) ON CONFLICT (convener, name) DO NOTHING
                """)
                .param("id", id.value())
                .param("name", name)
                .param("convener", convener.value())
                .param("at", now)
                .update();
        if (founded == 0) {
            throw new Problem(ProblemType.CONFLICT, "You convene a partnership named “" + name + "” already.");
        }
        seat(id, convener, Part.LEAD, Standing.JOINED, by);
        charters.begin(
                id, beginning.purpose(), beginning.sponsor(), beginning.commitments(), beginning.milestones(), by);
        minutes.write(id, Minute.Kind.FOUNDED, "The partnership is founded.", convener, by);
        beginning.asked().forEach((organization, part) -> {
            if (!organization.equals(convener)) {
                seat(id, organization, part, Standing.INVITED, by);
                tellInvited(id, organization, by);
            }
        });
        audit.record(new AuditEntry(
                "partnership.founded",
                by.toString(),
                convener.toString(),
                id.toString(),
                Map.of("invited", Integer.toString(beginning.asked().size()))));
        return find(id).orElseThrow();
    }

    /** Invites an organization of this server. One that takes part already is a {@code CONFLICT}; one that declined may be asked again. */
    @Transactional
    public void invite(PartnershipId id, Organization organization, Part part, PersonId by) {
        Partnership partnership = ask(id, organization, part, by);
        audit.record(new AuditEntry(
                "partnership.invited",
                by.toString(),
                partnership.convener().toString(),
                id.toString(),
                Map.of("organization", organization.id().toString(), "part", part.name())));
    }

    /** {@link #invite} for an organization that was invited by mail before it was here: that stands in the log already. */
    @Transactional(propagation = Propagation.MANDATORY)
    Partnership ask(PartnershipId id, Organization organization, Part part, PersonId by) {
        if (part == Part.LEAD) {
            throw new Problem(ProblemType.BAD_INPUT, "A partnership has one lead.");
        }
        Partnership partnership = locked(id).open();
        Optional<Member> before = partnership.member(organization.id());
        if (before.filter(m -> m.joined() || m.standing() == Standing.INVITED).isPresent()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    organization.name() + " is " + (before.get().joined() ? "a member" : "invited") + " already.");
        }
        seat(id, organization.id(), part, Standing.INVITED, by);
        tellInvited(id, organization.id(), by);
        minutes.write(id, Minute.Kind.INVITED, organization.name() + " is invited.", organization.id(), by);
        return partnership;
    }

    private void tellInvited(PartnershipId id, OrganizationId organization, PersonId by) {
        letters.toOwners(
                id,
                organization,
                new News(
                        "Your organization is invited",
                        "Your organization is invited to take part. What is asked, and the one next step, stand here:",
                        "/partnerships/" + id + "/invitation"),
                by);
    }

    /** Answers an invitation for an organization; without an open one it is {@code NOT_FOUND}. */
    @Transactional
    public void answer(PartnershipId id, Organization organization, boolean accepted, PersonId by) {
        Partnership partnership = locked(id).open();
        if (partnership
                .member(organization.id())
                .filter(m -> m.standing() == Standing.INVITED)
                .isEmpty()) {
            throw Problem.notFound();
        }
        stand(id, organization.id(), accepted ? Standing.JOINED : Standing.DECLINED, by);
        minutes.write(
                id,
                accepted ? Minute.Kind.JOINED : Minute.Kind.DECLINED,
                organization.name() + (accepted ? " joins." : " declines."),
                organization.id(),
                by);
        if (accepted
                && partnership
                        .member(organization.id())
                        .filter(m -> m.part().works())
                        .isPresent()) {
            letters.toOwners(
                    id,
                    organization.id(),
                    Charters.waiting(id, charters.current(id).version()),
                    by);
        }
        audit.record(new AuditEntry(
                accepted ? "partnership.joined" : "partnership.declined",
                by.toString(),
                organization.id().toString(),
                id.toString(),
                Map.of()));
    }

    /** Ends a membership. The lead stays: a partnership without one could not go on. */
    @Transactional
    public void leave(PartnershipId id, Organization organization, PersonId by) {
        Partnership partnership = locked(id).open();
        Member member =
                partnership.member(organization.id()).filter(Member::joined).orElseThrow(Problem::notFound);
        if (member.part() == Part.LEAD) {
            throw new Problem(ProblemType.BAD_INPUT, "The lead stays; without it the partnership could not go on.");
        }
        stand(id, organization.id(), Standing.LEFT, by);
        workshops.turnAway(id, organization.id());
        minutes.write(id, Minute.Kind.LEFT, organization.name() + " leaves.", organization.id(), by);
        audit.record(new AuditEntry(
                "partnership.left", by.toString(), organization.id().toString(), id.toString(), Map.of()));
    }

    /** Gives a member another part; the lead keeps its own until it hands the lead over. */
    @Transactional
    public void give(PartnershipId id, Organization organization, Part part, PersonId by) {
        Partnership partnership = locked(id).open();
        Member member = partnership
                .member(organization.id())
                .filter(m -> m.joined() || m.standing() == Standing.INVITED)
                .orElseThrow(Problem::notFound);
        if (member.part() == Part.LEAD || part == Part.LEAD) {
            throw new Problem(ProblemType.BAD_INPUT, "A partnership has one lead. Hand the lead over instead.");
        }
        if (member.part() == part) {
            throw new Problem(ProblemType.CONFLICT, organization.name() + " has this part already.");
        }
        part(id, organization.id(), part);
        minutes.write(
                id,
                Minute.Kind.PART,
                "%s takes part as %s from now on.".formatted(organization.name(), words(part)),
                organization.id(),
                by);
        record("partnership.part-changed", partnership, by, organization, Map.of("part", part.name()));
    }

    /**
     * Ends a member's part against or without its own word. What its people said and decided stays, and so does the reason.
     *
     * @param reason for the minutes
     */
    @Transactional
    public void unseat(PartnershipId id, Organization organization, String reason, PersonId by) {
        Partnership partnership = locked(id).open();
        Member member =
                partnership.member(organization.id()).filter(Member::joined).orElseThrow(Problem::notFound);
        if (member.part() == Part.LEAD) {
            throw new Problem(ProblemType.BAD_INPUT, "The lead stays until it hands the lead over.");
        }
        if (reason.isBlank() || reason.strip().length() > MAX_REASON) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "Say why, in at most %d characters. It stands in the minutes.".formatted(MAX_REASON));
        }
        stand(id, organization.id(), Standing.UNSEATED, by);
        workshops.turnAway(id, organization.id());
        letters.toOwners(
                id,
                organization.id(),
                new News(
                        "Your part ends",
                        "The lead has ended your organization's part. Why stands in the minutes. What your people said and decided stays.",
                        "/partnerships"),
                by);
        minutes.write(
                id,
                Minute.Kind.UNSEATED,
                "%s takes part no more: %s".formatted(organization.name(), reason.strip()),
                organization.id(),
                by);
        record("partnership.unseated", partnership, by, organization, Map.of());
    }

    /** Takes the invitation of an organization of this server back; without an open one it is {@code NOT_FOUND}. */
    @Transactional
    public void withdraw(PartnershipId id, Organization organization, PersonId by) {
        Partnership partnership = locked(id).open();
        if (partnership
                .member(organization.id())
                .filter(m -> m.standing() == Standing.INVITED)
                .isEmpty()) {
            throw Problem.notFound();
        }
        stand(id, organization.id(), Standing.WITHDRAWN, by);
        minutes.write(
                id,
                Minute.Kind.WITHDRAWN,
                "The invitation of %s is taken back.".formatted(organization.name()),
                organization.id(),
                by);
        record("partnership.invitation-withdrawn", partnership, by, organization, Map.of());
    }

    /** Gives the partnership another name; one that the convener has used already is a {@code CONFLICT}. */
    @Transactional
    public void rename(PartnershipId id, String name, PersonId by) {
        Partnership partnership = locked(id).open();
        String wanted = named(name);
        if (wanted.equals(partnership.name())) {
            throw new Problem(ProblemType.CONFLICT, "That is its name already.");
        }
        free(partnership.convener(), wanted);
        jdbc.sql("UPDATE partnerships.partnership SET name = ? WHERE id = ?")
                .params(wanted, id.value())
                .update();
        minutes.write(
                id,
                Minute.Kind.RENAMED,
                "The partnership “%s” is called “%s” from now on.".formatted(partnership.name(), wanted),
                null,
                by);
        record("partnership.renamed", partnership, by, null, Map.of());
    }

    /**
     * Hands the lead to another member that works here. Whoever led keeps a seat, with the part that its kind usually has; crosswalks that it
     * opened stay its own and stay shared.
     */
    @Transactional
    public void handOver(PartnershipId id, Organization to, Organization from, PersonId by) {
        Partnership partnership = locked(id).open();
        if (!from.id().equals(partnership.convener())) {
            throw Problem.notFound();
        }
        if (to.id().equals(from.id())
                || partnership.member(to.id()).filter(Member::works).isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "The lead goes to another member that takes part and works here.");
        }
        if (workshops.anyOpen(id)) {
            throw new Problem(
                    ProblemType.CONFLICT, "A workshop is on. End it first; its minutes are signed by the lead.");
        }
        free(to.id(), partnership.name());
        jdbc.sql("UPDATE partnerships.partnership SET convener = ? WHERE id = ?")
                .params(to.id().value(), id.value())
                .update();
        part(id, from.id(), Part.usual(from.kind()));
        part(id, to.id(), Part.LEAD);
        letters.toOwners(
                id,
                to.id(),
                new News(
                        "You lead from now on",
                        "The lead is handed to your organization: it manages rounds, charter and workshops, and signs the minutes.",
                        "/partnerships/" + id),
                by);
        minutes.write(id, Minute.Kind.LEAD, "%s hands the lead to %s.".formatted(from.name(), to.name()), to.id(), by);
        record("partnership.lead-handed-over", partnership, by, to, Map.of());
    }

    /** Closes a partnership: it is read, and nothing in it changes any more, until somebody opens it again. */
    @Transactional
    public void close(PartnershipId id, String reason, PersonId by) {
        Partnership partnership = locked(id).open();
        if (workshops.anyOpen(id)) {
            throw new Problem(ProblemType.CONFLICT, "A workshop is on. End it first; then close the partnership.");
        }
        jdbc.sql("UPDATE partnerships.partnership SET closed_at = :now, closed_by = :by WHERE id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by.value())
                .param("id", id.value())
                .update();
        minutes.write(
                id,
                Minute.Kind.CLOSED,
                "The partnership is closed." + (reason.isBlank() ? "" : " " + reason.strip()),
                null,
                by);
        record("partnership.closed", partnership, by, null, Map.of());
    }

    /** Opens a closed one again, as it was. */
    @Transactional
    public void reopen(PartnershipId id, PersonId by) {
        Partnership partnership = locked(id);
        if (!partnership.closed()) {
            throw new Problem(ProblemType.CONFLICT, "The partnership goes on already.");
        }
        jdbc.sql("UPDATE partnerships.partnership SET closed_at = NULL, closed_by = NULL WHERE id = ?")
                .param(id.value())
                .update();
        minutes.write(id, Minute.Kind.REOPENED, "The partnership goes on.", null, by);
        record("partnership.reopened", partnership, by, null, Map.of());
    }

    /** Names a person who works for a member here; twice is once. */
    @Transactional
    public void name(PartnershipId id, OrganizationId member, PersonId person, PersonId by) {
        int named = jdbc.sql("""
                INSERT INTO partnerships.delegate (partnership, organization, person, named_by, named_at)
                VALUES (:p, :o, :person, :by, :now) ON CONFLICT DO NOTHING
                """)
                .param("p", id.value())
                .param("o", member.value())
                .param("person", person.value())
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (named > 0) {
            audit.record(new AuditEntry(
                    "partnership.person-named",
                    by.toString(),
                    member.toString(),
                    person.toString(),
                    Map.of("partnership", id.toString())));
        }
    }

    /** Takes a named person back; one who was not named is no matter. */
    @Transactional
    public void unname(PartnershipId id, OrganizationId member, PersonId person, PersonId by) {
        int gone = jdbc.sql(
                        "DELETE FROM partnerships.delegate WHERE partnership = ? AND organization = ? AND person = ?")
                .params(id.value(), member.value(), person.value())
                .update();
        if (gone > 0) {
            audit.record(new AuditEntry(
                    "partnership.person-withdrawn",
                    by.toString(),
                    member.toString(),
                    person.toString(),
                    Map.of("partnership", id.toString())));
        }
    }

    /** Whoever leaves an organization works for it nowhere any more. */
    @EventListener
    void on(MembershipEnded event) {
        Reach.asHouse(
                "a delegate who leaves their organization is no delegate any more",
                () -> jdbc.sql("DELETE FROM partnerships.delegate WHERE organization = ? AND person = ?")
                        .params(event.organization().value(), event.person().value())
                        .update());
    }

    /** The people whom each member named, in the order of naming. */
    public List<Delegate> delegates(PartnershipId id) {
        return jdbc.sql(
                        "SELECT organization, person FROM partnerships.delegate WHERE partnership = :p ORDER BY named_at, person")
                .param("p", id.value())
                .query((row, _) -> new Delegate(
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        new PersonId(row.getObject("person", UUID.class))))
                .list();
    }

    /** Somebody who works for a member in a partnership. */
    public record Delegate(OrganizationId organization, PersonId person) {}

    public Optional<Partnership> find(PartnershipId id) {
        return read("id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    /** The one that an organization convenes under this name. */
    public Optional<Partnership> byName(OrganizationId convener, String name) {
        return read("name = :name AND convener = :convener", Map.of("name", name, "convener", convener.value()))
                .stream()
                .findFirst();
    }

    /** Those in which one of the organizations takes part, by name. */
    public List<Partnership> of(Collection<OrganizationId> organizations) {
        return where(organizations, Standing.JOINED);
    }

    /** Those to which one of the organizations is invited and has not answered, by name. */
    public List<Partnership> inviting(Collection<OrganizationId> organizations) {
        return where(organizations, Standing.INVITED);
    }

    /** Those that an organization convenes, by name. */
    public List<Partnership> convenedBy(OrganizationId convener) {
        return read("convener = :convener", Map.of("convener", convener.value()));
    }

    private List<Partnership> where(Collection<OrganizationId> organizations, Standing standing) {
        return read(
                "id IN (SELECT partnership FROM partnerships.member WHERE standing = :standing AND organization = ANY(:organizations))",
                Map.of("standing", standing.name(), "organizations", ids(organizations)));
    }

    /**
     * The crosswalks that all members of these organizations' partnerships work on.
     *
     * @param working only where the organization's part is one that decides
     */
    Set<CrosswalkId> shared(Collection<OrganizationId> organizations, boolean working) {
        return Set.copyOf(jdbc.sql("""
                SELECT DISTINCT s.subject FROM partnerships.scope s
                JOIN partnerships.member m ON m.partnership = s.partnership
                JOIN partnerships.partnership p ON p.id = s.partnership
                WHERE s.kind = 'crosswalk' AND s.shared AND m.standing = 'JOINED' AND m.organization = ANY(:organizations)
                  AND (NOT :working OR (m.part <> 'OBSERVER' AND p.closed_at IS NULL))
                """)
                .param("organizations", ids(organizations))
                .param("working", working)
                .query((row, _) -> new CrosswalkId(row.getObject("subject", UUID.class)))
                .list());
    }

    /** The organizations that see, decide and lead in a crosswalk because a partnership shares it. */
    CrosswalkParties.Behind behind(CrosswalkId crosswalk) {
        Set<OrganizationId> seeing = new HashSet<>();
        Set<OrganizationId> deciding = new HashSet<>();
        Set<OrganizationId> leading = new HashSet<>();
        jdbc.sql("""
                SELECT p.convener, m.organization, p.closed_at IS NULL AS open, m.part <> 'OBSERVER' AS working
                FROM partnerships.scope s JOIN partnerships.partnership p ON p.id = s.partnership
                LEFT JOIN partnerships.member m ON m.partnership = s.partnership AND m.standing = 'JOINED'
                WHERE s.kind = 'crosswalk' AND s.shared AND s.subject = ?
                """).param(crosswalk.value()).query(row -> {
            boolean open = row.getBoolean("open");
            if (open) {
                leading.add(new OrganizationId(row.getObject("convener", UUID.class)));
            }
            UUID member = row.getObject("organization", UUID.class);
            if (member != null) {
                seeing.add(new OrganizationId(member));
                if (open && row.getBoolean("working")) {
                    deciding.add(new OrganizationId(member));
                }
            }
        });
        return new CrosswalkParties.Behind(seeing, deciding, leading);
    }

    private static String named(String name) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > MAX_NAME) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "A partnership needs a name of at most %d characters.".formatted(MAX_NAME));
        }
        return plain;
    }

    /** A name is each convener's own matter, and each has it once. */
    private void free(OrganizationId convener, String name) {
        if (byName(convener, name).isPresent()) {
            throw new Problem(
                    ProblemType.CONFLICT, "There is a partnership named “" + name + "” with the same lead already.");
        }
    }

    private static String words(Part part) {
        return switch (part) {
            case LEAD -> "the lead";
            case EDUCATOR -> "an educator";
            case EMPLOYER -> "an employer";
            case OBSERVER -> "an observer";
        };
    }

    private void part(PartnershipId id, OrganizationId organization, Part part) {
        jdbc.sql("UPDATE partnerships.member SET part = ? WHERE partnership = ? AND organization = ?")
                .params(part.name(), id.value(), organization.value())
                .update();
    }

    private void record(
            String action,
            Partnership partnership,
            PersonId by,
            @Nullable Organization about,
            Map<String, String> details) {
        Map<String, String> all = new LinkedHashMap<>(details);
        if (about != null) {
            all.put("organization", about.id().toString());
        }
        audit.record(new AuditEntry(
                action,
                by.toString(),
                partnership.convener().toString(),
                partnership.id().toString(),
                all));
    }

    private void seat(PartnershipId id, OrganizationId organization, Part part, Standing standing, PersonId by) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                INSERT INTO partnerships.member (partnership, organization, position, part, standing, asked_by, asked_at,
                                                 answered_by, answered_at)
                SELECT :p, :o, coalesce(max(position) + 1, 0), :part, :standing, :by, :now, :answeredBy, :answeredAt
                  FROM partnerships.member WHERE partnership = :p
                ON CONFLICT (partnership, organization) DO UPDATE
                SET part = excluded.part, standing = excluded.standing, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
                    answered_by = excluded.answered_by, answered_at = excluded.answered_at
                """)
                .param("p", id.value())
                .param("o", organization.value())
                .param("part", part.name())
                .param("standing", standing.name())
                .param("by", by.value())
                .param("now", now)
                .param("answeredBy", standing == Standing.JOINED ? by.value() : null)
                .param("answeredAt", standing == Standing.JOINED ? now : null)
                .update();
    }

    private void stand(PartnershipId id, OrganizationId organization, Standing standing, PersonId by) {
        jdbc.sql("""
                UPDATE partnerships.member SET standing = :standing, answered_by = :by, answered_at = :now
                WHERE partnership = :p AND organization = :o
                """)
                .param("standing", standing.name())
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("p", id.value())
                .param("o", organization.value())
                .update();
    }

    private Partnership locked(PartnershipId id) {
        // a plain read would do but for two people who answer at once
        jdbc.sql("SELECT organization FROM partnerships.member WHERE partnership = :p FOR UPDATE")
                .param("p", id.value())
                .query(UUID.class)
                .list();
        return find(id).orElseThrow(Problem::notFound);
    }

    private List<Partnership> read(String where, Map<String, ?> parameters) {
        return jdbc
                .sql("SELECT * FROM partnerships.partnership WHERE " + where + " ORDER BY lower(name), id")
                .params(parameters)
                .query((rs, n) -> {
                    PartnershipId id = new PartnershipId(rs.getObject("id", UUID.class));
                    return new Partnership(
                            id,
                            rs.getString("name"),
                            new OrganizationId(rs.getObject("convener", UUID.class)),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            rs.getTimestamp("founded_at").toInstant(),
                            rs.getTimestamp("closed_at") == null
                                    ? null
                                    : rs.getTimestamp("closed_at").toInstant());
                })
                .list()
                .stream()
                .map(this::whole)
                .toList();
    }

    private Partnership whole(Partnership heading) {
        List<Member> members = jdbc.sql("""
                SELECT organization, part, standing, coalesce(answered_at, asked_at) AS since
                FROM partnerships.member WHERE partnership = :p ORDER BY position, asked_at, organization
                """)
                .param("p", heading.id().value())
                .query((rs, n) -> new Member(
                        new OrganizationId(rs.getObject("organization", UUID.class)),
                        Part.valueOf(rs.getString("part")),
                        Standing.valueOf(rs.getString("standing")),
                        rs.getTimestamp("since").toInstant()))
                .list();
        return new Partnership(
                heading.id(),
                heading.name(),
                heading.convener(),
                members,
                scoped(heading.id(), "framework", FrameworkId::new),
                scoped(heading.id(), "crosswalk", CrosswalkId::new),
                scoped(heading.id(), "programme", AchievementId::new),
                heading.foundedAt(),
                heading.closedAt());
    }

    private <T> List<T> scoped(PartnershipId id, String kind, Function<UUID, T> type) {
        return jdbc.sql(
                        "SELECT subject FROM partnerships.scope WHERE partnership = :p AND kind = :kind ORDER BY position")
                .param("p", id.value())
                .param("kind", kind)
                .query((rs, n) -> type.apply(rs.getObject("subject", UUID.class)))
                .list();
    }

    private static UUID[] ids(Collection<OrganizationId> organizations) {
        return organizations.stream().map(OrganizationId::value).toArray(UUID[]::new);
    }
}
