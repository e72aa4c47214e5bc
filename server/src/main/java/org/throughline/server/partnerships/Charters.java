package org.throughline.server.partnerships;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.Charter.Commitment;
import org.throughline.server.partnerships.Charter.Milestone;
import org.throughline.server.partnerships.Charter.SignOff;
import org.throughline.server.partnerships.Charter.Sponsor;
import org.throughline.server.partnerships.PartnershipLetters.News;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The charters of partnerships, version by version, and who signed which. */
@Component
public class Charters {
    private final JdbcClient jdbc;
    private final Minutes minutes;
    private final PartnershipLetters letters;
    private final AuditLog audit;
    private final Clock clock;

    Charters(JdbcClient jdbc, Minutes minutes, PartnershipLetters letters, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.minutes = minutes;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    /** The version that counts now. */
    public Charter current(PartnershipId partnership) {
        return read(partnership, version(partnership)).orElseThrow(Problem::notFound);
    }

    /** One version, as it was signed. */
    public Optional<Charter> version(PartnershipId partnership, int version) {
        return read(partnership, version);
    }

    /** Writes a new version where something changed; a charter that says the same stays what it is, with its signatures. */
    @Transactional
    public Charter write(
            PartnershipId partnership,
            String purpose,
            Sponsor sponsor,
            List<Commitment> commitments,
            List<Milestone> milestones,
            PersonId by) {
        lock(partnership);
        Charter before = current(partnership);
        Charter after = checked(new Charter(
                partnership,
                before.version() + 1,
                purpose.strip(),
                sponsor,
                commitments,
                milestones.stream().map(Milestone::plan).toList(),
                clock.instant()));
        if (after.saysTheSameAs(before)) {
            return before;
        }
        insert(after, by);
        for (OrganizationId member : letters.working(partnership)) {
            letters.toOwners(partnership, member, waiting(partnership, after.version()), by);
        }
        minutes.write(
                partnership,
                Minute.Kind.CHARTER,
                "The charter has a new version, number %d. Every member is asked to sign it."
                        .formatted(after.version()),
                null,
                by);
        audit.record(new AuditEntry(
                "partnership.charter-changed",
                by.toString(),
                convener(partnership),
                partnership.toString(),
                Map.of("version", Integer.toString(after.version()))));
        return after;
    }

    static News waiting(PartnershipId partnership, int version) {
        return new News(
                "The charter awaits your signature",
                "Version %d of the charter waits for the signature of an owner of your organization."
                        .formatted(version),
                "/partnerships/" + partnership + "/charter");
    }

    /** Signs for a member. Only the version that counts can be signed: who read an older one reads again ({@code CONFLICT}). Twice is once. */
    @Transactional
    public void sign(PartnershipId partnership, OrganizationId member, String name, int version, PersonId by) {
        lock(partnership);
        if (version != version(partnership)) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The charter was changed while you read it. Read version %d, then sign."
                            .formatted(version(partnership)));
        }
        int signed = jdbc.sql("""
                INSERT INTO partnerships.sign_off (partnership, version, organization, signed_by, signed_at)
                VALUES (:partnership, :version, :member, :by, :now) ON CONFLICT DO NOTHING
                """)
                .param("partnership", partnership.value())
                .param("version", version)
                .param("member", member.value())
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (signed > 0) {
            minutes.write(
                    partnership,
                    Minute.Kind.SIGNED,
                    "Version %d of the charter is signed for %s.".formatted(version, name),
                    member,
                    by);
            audit.record(new AuditEntry(
                    "partnership.charter-signed",
                    by.toString(),
                    member.toString(),
                    partnership.toString(),
                    Map.of("version", Integer.toString(version))));
        }
    }

    /** Every signature, the newest version first. */
    public List<SignOff> signOffs(PartnershipId partnership) {
        return jdbc.sql("""
                SELECT organization, version, signed_by, signed_at FROM partnerships.sign_off
                WHERE partnership = :partnership ORDER BY version DESC, signed_at
                """)
                .param("partnership", partnership.value())
                .query((row, _) -> new SignOff(
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        row.getInt("version"),
                        new PersonId(row.getObject("signed_by", UUID.class)),
                        row.getTimestamp("signed_at").toInstant()))
                .list();
    }

    /** Says that a milestone is reached; twice is once. One that the charter does not name is {@code NOT_FOUND}. */
    @Transactional
    public void reach(PartnershipId partnership, UUID milestone, PersonId by) {
        Milestone reached = current(partnership).milestones().stream()
                .filter(m -> m.id().equals(milestone))
                .findFirst()
                .orElseThrow(Problem::notFound);
        int written = jdbc.sql("""
                INSERT INTO partnerships.milestone_reached (partnership, milestone, reached_by, reached_at)
                VALUES (:partnership, :milestone, :by, :now) ON CONFLICT DO NOTHING
                """)
                .param("partnership", partnership.value())
                .param("milestone", milestone)
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (written > 0) {
            minutes.write(partnership, Minute.Kind.MILESTONE, "Milestone reached: " + reached.title(), null, by);
            audit.record(new AuditEntry(
                    "partnership.milestone-reached",
                    by.toString(),
                    convener(partnership),
                    partnership.toString(),
                    Map.of("milestone", milestone.toString())));
        }
    }

    /** The first version, in the transaction that founds the partnership. */
    void begin(
            PartnershipId partnership,
            String purpose,
            Sponsor sponsor,
            List<Commitment> commitments,
            List<Milestone> milestones,
            PersonId by) {
        insert(
                checked(new Charter(
                        partnership, 1, purpose.strip(), sponsor, commitments, milestones, clock.instant())),
                by);
    }

    private void insert(Charter charter, PersonId by) {
        jdbc.sql("""
                INSERT INTO partnerships.charter (partnership, version, purpose, sponsor_name, sponsor_title, sponsor_organization,
                                                  written_by, written_at)
                VALUES (:partnership, :version, :purpose, :name, :title, :organization, :by, :at)
                """)
                .param("partnership", charter.partnership().value())
                .param("version", charter.version())
                .param("purpose", charter.purpose())
                .param("name", charter.sponsor().name())
                .param("title", charter.sponsor().title())
                .param("organization", charter.sponsor().organization())
                .param("by", by.value())
                .param("at", Timestamp.from(charter.writtenAt()))
                .update();
        for (Commitment commitment : charter.commitments()) {
            jdbc.sql("""
                    INSERT INTO partnerships.commitment (partnership, version, organization, text, hours)
                    VALUES (:partnership, :version, :organization, :text, :hours)
                    """)
                    .param("partnership", charter.partnership().value())
                    .param("version", charter.version())
                    .param("organization", commitment.organization().value())
                    .param("text", commitment.text())
                    .param("hours", commitment.hours())
                    .update();
        }
        int position = 0;
        for (Milestone milestone : charter.milestones()) {
            jdbc.sql("""
                    INSERT INTO partnerships.milestone (partnership, version, id, position, title, due)
                    VALUES (:partnership, :version, :id, :position, :title, :due)
                    """)
                    .param("partnership", charter.partnership().value())
                    .param("version", charter.version())
                    .param("id", milestone.id())
                    .param("position", position++)
                    .param("title", milestone.title())
                    .param("due", milestone.due())
                    .update();
        }
    }

    private Optional<Charter> read(PartnershipId partnership, int version) {
        return jdbc.sql("SELECT * FROM partnerships.charter WHERE partnership = :p AND version = :v")
                .param("p", partnership.value())
                .param("v", version)
                .query((row, _) -> new Charter(
                        partnership,
                        version,
                        row.getString("purpose"),
                        new Sponsor(
                                row.getString("sponsor_name"),
                                row.getString("sponsor_title"),
                                row.getString("sponsor_organization")),
                        commitments(partnership, version),
                        milestones(partnership, version),
                        row.getTimestamp("written_at").toInstant()))
                .optional();
    }

    private List<Commitment> commitments(PartnershipId partnership, int version) {
        return jdbc.sql("""
                SELECT c.organization, c.text, c.hours FROM partnerships.commitment c
                LEFT JOIN partnerships.member m ON m.partnership = c.partnership AND m.organization = c.organization
                WHERE c.partnership = :p AND c.version = :v ORDER BY m.position
                """)
                .param("p", partnership.value())
                .param("v", version)
                .query((row, _) -> new Commitment(
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        row.getString("text"),
                        row.getBigDecimal("hours")))
                .list();
    }

    private List<Milestone> milestones(PartnershipId partnership, int version) {
        return jdbc.sql("""
                SELECT m.id, m.title, m.due, r.reached_at FROM partnerships.milestone m
                LEFT JOIN partnerships.milestone_reached r ON r.partnership = m.partnership AND r.milestone = m.id
                WHERE m.partnership = :p AND m.version = :v ORDER BY m.position
                """)
                .param("p", partnership.value())
                .param("v", version)
                .query((row, _) -> new Milestone(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getObject("due", LocalDate.class),
                        row.getTimestamp("reached_at") == null
                                ? null
                                : row.getTimestamp("reached_at").toInstant()))
                .list();
    }

    private int version(PartnershipId partnership) {
        return jdbc.sql("SELECT coalesce(max(version), 0) FROM partnerships.charter WHERE partnership = :p")
                .param("p", partnership.value())
                .query(Integer.class)
                .single();
    }

    private void lock(PartnershipId partnership) {
        boolean there = jdbc.sql("SELECT id FROM partnerships.partnership WHERE id = :id FOR UPDATE")
                .param("id", partnership.value())
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!there) {
            throw Problem.notFound();
        }
    }

    private String convener(PartnershipId partnership) {
        return jdbc.sql("SELECT convener FROM partnerships.partnership WHERE id = :id")
                .param("id", partnership.value())
                .query(UUID.class)
                .single()
                .toString();
    }

    private static Charter checked(Charter charter) {
        if (charter.purpose().isBlank()) {
            throw new Problem(ProblemType.BAD_INPUT, "Say in a sentence or two what the partnership wants to reach.");
        }
        if (charter.commitments().stream().anyMatch(c -> c.hours().signum() < 0)) {
            throw new Problem(ProblemType.BAD_INPUT, "Planned hours are 0 or more.");
        }
        if (charter.milestones().stream().anyMatch(m -> m.title().isBlank())) {
            throw new Problem(ProblemType.BAD_INPUT, "A milestone needs words and a date.");
        }
        return charter;
    }
}
