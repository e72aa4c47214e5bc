package org.throughline.server.partnerships;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignIns;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * Invitations of organizations that are not on this server: they go to one of their people, by a link of 256 random bits of which only the
 * SHA-256 is kept. The organization comes to be when that person takes the invitation up, and they are its first owner.
 */
@Component
public class MailInvitations {
    private static final Duration LIFE = Duration.ofDays(21);
    private static final int TOKEN_BYTES = 32;

    private final JdbcClient jdbc;
    private final Partnerships partnerships;
    private final Organizations organizations;
    private final People people;
    private final Outbox outbox;
    private final PublicAddress address;
    private final SignIns signIns;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    MailInvitations(
            JdbcClient jdbc,
            Partnerships partnerships,
            Organizations organizations,
            People people,
            Outbox outbox,
            PublicAddress address,
            SignIns signIns,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.partnerships = partnerships;
        this.organizations = organizations;
        this.people = people;
        this.outbox = outbox;
        this.address = address;
        this.signIns = signIns;
        this.audit = audit;
        this.clock = clock;
    }

    /** One invitation. It is open until it is answered or 21 days have passed. */
    public record MailInvitation(
            UUID id,
            PartnershipId partnership,
            String organizationName,
            OrganizationKind kind,
            Part part,
            String personName,
            String email,
            PersonId askedBy,
            Instant askedAt,
            Instant expiresAt,
            @Nullable String answer) {}

    /** An invitation that was just made, with the token that is told once. */
    public record Sent(MailInvitation invitation, String token) {}

    /** Invites an organization through one of its people. */
    @Transactional
    public Sent invite(
            Partnership partnership,
            String organizationName,
            OrganizationKind kind,
            Part part,
            String personName,
            String email,
            PersonId by) {
        if (organizationName.isBlank() || personName.isBlank() || !email.strip().matches("[^\\s@]+@[^\\s@]+")) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "Name the organization, the person whom you invite and their e-mail address.");
        }
        partnership.open();
        if (part == Part.LEAD) {
            throw new Problem(ProblemType.BAD_INPUT, "A partnership has one lead.");
        }
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        jdbc.sql("""
                INSERT INTO partnerships.mail_invitation (id, partnership, organization_name, kind, part, person_name, email,
                                                          token_hash, asked_by, asked_at, expires_at)
                VALUES (:id, :p, :organization, :kind, :part, :person, :email, :hash, :by, :now, :until)
                """)
                .param("id", id)
                .param("p", partnership.id().value())
                .param("organization", organizationName.strip())
                .param("kind", kind.name())
                .param("part", part.name())
                .param("person", personName.strip())
                .param("email", email.strip())
                .param("hash", hash(token))
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(LIFE)))
                .update();
        outbox.leave(new Letter(email.strip(), "You are invited to " + oneLine(partnership.name()), """
                %s of %s invites %s to take part in the partnership “%s”, with you as its first person. What is asked of you stands \
                here. To take part, fill in the one short form there; no training is needed. The link opens for 21 days:

                %s

                If you do not know who writes, decline there or do nothing.""".formatted(
                        oneLine(people.find(by).map(Person::displayName).orElse("Somebody")),
                        oneLine(organizations
                                .find(partnership.convener())
                                .map(Organization::name)
                                .orElse("its lead")),
                        oneLine(organizationName),
                        oneLine(partnership.name()),
                        address.url("/join/" + token))));
        audit.record(new AuditEntry(
                "partnership.invited-by-mail",
                by.toString(),
                partnership.convener().toString(),
                partnership.id().toString(),
                Map.of("invitation", id.toString(), "part", part.name())));
        return new Sent(find(id).orElseThrow(), token);
    }

    /** The open invitation behind a link; unknown, answered and old ones are all the same {@code NOT_FOUND}. */
    @Transactional(readOnly = true)
    public MailInvitation look(String token) {
        return jdbc.sql("""
                SELECT * FROM partnerships.mail_invitation
                WHERE token_hash = :hash AND answer IS NULL AND expires_at > :now
                """)
                .param("hash", hash(token))
                .param("now", Timestamp.from(clock.instant()))
                .query(MailInvitations::invitation)
                .optional()
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "This invitation is not open (any more). Ask whoever sent it for a new one."));
    }

    /**
     * Takes an invitation up: makes the organization with this person as its owner, or joins with one that they own already.
     *
     * @param own the organization that joins; null to make the one that was invited
     * @param name what the new organization is called
     */
    @Transactional
    public Organization takeUp(String token, @Nullable Organization own, String name, PersonId person) {
        return audit.one("partnership.joined", () -> takenUp(token, own, name, person));
    }

    /** The same for somebody new, who comes in at once: makes their account with the address that was written to, or nothing at all. */
    @Transactional
    public PersonId takeUpAsNew(String token, String name, String personName, String password) {
        return audit.one("partnership.joined", () -> {
            MailInvitation invitation = look(token);
            if (people.byEmail(invitation.email()).isPresent()) {
                throw new Problem(ProblemType.CONFLICT, "There is an account with this address. Sign in with it.");
            }
            Person person = people.register(personName, invitation.email(), password);
            takenUp(token, null, name, person.id());
            signIns.in(person.id(), How.LINK);
            return person.id();
        });
    }

    private Organization takenUp(String token, @Nullable Organization own, String name, PersonId person) {
        MailInvitation invitation = close(token, "TAKEN_UP");
        Organization joining = own;
        if (joining == null) {
            joining = organizations.create(slug(name), name, invitation.kind(), null, "", person);
            organizations.setRoles(joining.id(), person, Set.of(Role.OWNER), person);
        }
        jdbc.sql("UPDATE partnerships.mail_invitation SET organization = ? WHERE id = ?")
                .params(joining.id().value(), invitation.id())
                .update();
        Organization seated = joining;
        Partnership partnership = partnerships.find(invitation.partnership()).orElseThrow(Problem::notFound);
        if (partnership
                .member(seated.id())
                .filter(m -> m.standing() == Standing.INVITED)
                .isEmpty()) {
            partnerships.ask(invitation.partnership(), seated, invitation.part(), invitation.askedBy());
        }
        partnerships.answer(invitation.partnership(), seated, true, person);
        return seated;
    }

    /** Says no. Nobody needs an account for that. */
    @Transactional
    public void decline(String token) {
        MailInvitation invitation = close(token, "DECLINED");
        audit.record(new AuditEntry(
                "partnership.declined-by-mail",
                "system",
                null,
                invitation.id().toString(),
                Map.of("partnership", invitation.partnership().toString())));
    }

    /** Takes an open invitation back. */
    @Transactional
    public void withdraw(Partnership partnership, UUID invitation, PersonId by) {
        int gone = jdbc.sql("""
                UPDATE partnerships.mail_invitation SET answer = 'WITHDRAWN', answered_at = :now
                WHERE id = :id AND partnership = :p AND answer IS NULL
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", invitation)
                .param("p", partnership.id().value())
                .update();
        if (gone == 0) {
            throw Problem.notFound();
        }
        audit.record(new AuditEntry(
                "partnership.invitation-withdrawn",
                by.toString(),
                partnership.convener().toString(),
                partnership.id().toString(),
                Map.of("invitation", invitation.toString())));
    }

    /** The invitations of a partnership that nobody has answered and whose time has not run out. */
    public List<MailInvitation> open(PartnershipId partnership) {
        return jdbc.sql("""
                SELECT * FROM partnerships.mail_invitation
                WHERE partnership = :p AND answer IS NULL AND expires_at > :now ORDER BY asked_at
                """)
                .param("p", partnership.value())
                .param("now", Timestamp.from(clock.instant()))
                .query(MailInvitations::invitation)
                .list();
    }

    /** What others chose as a name, so that it cannot look like a part of the letter. */
    private static String oneLine(String name) {
        return name.replaceAll("\\s+", " ").replaceAll("https?://", "");
    }

    private MailInvitation close(String token, String answer) {
        MailInvitation invitation = look(token);
        int closed = jdbc.sql("""
                UPDATE partnerships.mail_invitation SET answer = :answer, answered_at = :now WHERE id = :id AND answer IS NULL
                """)
                .param("answer", answer)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", invitation.id())
                .update();
        if (closed == 0) {
            throw Problem.notFound();
        }
        return invitation;
    }

    private Optional<MailInvitation> find(UUID id) {
        return jdbc.sql("SELECT * FROM partnerships.mail_invitation WHERE id = ?")
                .param(id)
                .query(MailInvitations::invitation)
                .optional();
    }

    /** A short name that is free: the name's own letters, and a number where somebody else has them. */
    private String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String start = plain.isEmpty() ? "organization" : plain.substring(0, Math.min(50, plain.length()));
        String slug = start.replaceAll("-$", "");
        for (int n = 2; organizations.bySlug(slug).isPresent(); n++) {
            slug = start.replaceAll("-$", "") + "-" + n;
        }
        return slug;
    }

    private static MailInvitation invitation(ResultSet row, int number) throws SQLException {
        return new MailInvitation(
                row.getObject("id", UUID.class),
                new PartnershipId(row.getObject("partnership", UUID.class)),
                row.getString("organization_name"),
                OrganizationKind.valueOf(row.getString("kind")),
                Part.valueOf(row.getString("part")),
                row.getString("person_name"),
                row.getString("email"),
                new PersonId(row.getObject("asked_by", UUID.class)),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getString("answer"));
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
