package org.throughline.server.organizations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * Invitations into organizations by mail. Nobody belongs anywhere, and no account exists, before whoever reads the letter accepts: the link
 * in it proves the address.
 */
@Component
public class Invitations {
    static final Duration VALIDITY = Duration.ofDays(14);

    private static final String BY_ITS_TOKEN =
            "whoever was invited belongs nowhere yet: the letter's token is their right";

    private static final String SELECT = """
            SELECT i.id, i.email, i.roles, i.made_at, i.expires_at, i.invited_by,
                   o.id AS organization, o.slug, o.name, o.kind, o.url, o.description
            FROM organizations.invitation i JOIN organizations.organization o ON o.id = i.organization
            """;

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final People people;
    private final Addresses addresses;
    private final Merging merging;
    private final Outbox outbox;
    private final PublicAddress address;
    private final SignIns signIns;
    private final AuditLog audit;
    private final Clock clock;

    Invitations(
            JdbcClient jdbc,
            Organizations organizations,
            People people,
            Addresses addresses,
            Merging merging,
            Outbox outbox,
            PublicAddress address,
            SignIns signIns,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.people = people;
        this.addresses = addresses;
        this.merging = merging;
        this.outbox = outbox;
        this.address = address;
        this.signIns = signIns;
        this.audit = audit;
        this.clock = clock;
    }

    /** Invites an address by mail. No role, or an open invitation to the same address, is a {@code Problem BAD_INPUT}. */
    @Transactional
    public UUID invite(OrganizationId organization, String email, Set<Role> roles, PersonId by) {
        if (roles.isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose at least one role; without one a person is no member.");
        }
        EmailAddress to = new EmailAddress(email);
        Organization into = organizations.find(organization).orElseThrow(Problem::notFound);
        UUID id = UUID.randomUUID();
        String token = Tokens.make();
        OffsetDateTime now = OffsetDateTime.now(clock);
        try {
            jdbc.sql("""
                    INSERT INTO organizations.invitation
                      (id, organization, email, email_key, roles, token_hash, invited_by, made_at, expires_at)
                    VALUES (:id, :organization, :email, :key, :roles::text[], :hash, :by, :now, :expires)
                    """)
                    .param("id", id)
                    .param("organization", organization.value())
                    .param("email", to.text())
                    .param("key", to.key())
                    .param("roles", roles.stream().map(Role::name).sorted().toArray(String[]::new))
                    .param("hash", Tokens.hash(token))
                    .param("by", by.value())
                    .param("now", now)
                    .param("expires", now.plus(VALIDITY))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "That address has an open invitation already. You can send it again below.");
        }
        write(to.text(), into, by, token);
        record("invitation.made", by.toString(), organization, id);
        return id;
    }

    /** Those that wait for an answer, also the ones that are too old, the newest first. */
    @Transactional(readOnly = true)
    public List<PendingInvitation> pending(OrganizationId organization) {
        return jdbc.sql(SELECT + "WHERE i.organization = :organization AND i.state = 'OPEN' ORDER BY i.made_at DESC")
                .param("organization", organization.value())
                .query(this::read)
                .list();
    }

    /** Sends an open invitation once more, with a new link and a new fortnight. */
    @Transactional
    public void resend(OrganizationId organization, UUID id, PersonId by) {
        String token = Tokens.make();
        OffsetDateTime now = OffsetDateTime.now(clock);
        String email = jdbc.sql("""
                UPDATE organizations.invitation SET token_hash = :hash, made_at = :now, expires_at = :expires, invited_by = :by
                WHERE id = :id AND organization = :organization AND state = 'OPEN' RETURNING email
                """)
                .param("hash", Tokens.hash(token))
                .param("now", now)
                .param("expires", now.plus(VALIDITY))
                .param("by", by.value())
                .param("id", id)
                .param("organization", organization.value())
                .query(String.class)
                .optional()
                .orElseThrow(Problem::notFound);
        write(email, organizations.find(organization).orElseThrow(Problem::notFound), by, token);
        record("invitation.sent-again", by.toString(), organization, id);
    }

    /** Takes an open invitation back; its link works no more. */
    @Transactional
    public void withdraw(OrganizationId organization, UUID id, PersonId by) {
        int changed = jdbc.sql("""
                UPDATE organizations.invitation SET state = 'WITHDRAWN', settled_at = :now
                WHERE id = :id AND organization = :organization AND state = 'OPEN'
                """)
                .param("now", OffsetDateTime.now(clock))
                .param("id", id)
                .param("organization", organization.value())
                .update();
        if (changed == 0) {
            throw Problem.notFound();
        }
        record("invitation.withdrawn", by.toString(), organization, id);
    }

    /** The invitation of a link; one that is unknown, answered or too old is a {@code Problem NOT_FOUND}. */
    @Transactional(readOnly = true)
    public PendingInvitation look(String token) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            return find(token, "");
        });
    }

    /** Whose account the invited address belongs to, if somebody proved it. */
    @Transactional(readOnly = true)
    public Optional<PersonId> ownerOfAddress(PendingInvitation invitation) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            return addresses.ownerOf(new EmailAddress(invitation.email()));
        });
    }

    /** A signed-in person accepts; the invited address becomes theirs too, unless it is another account's, which is a {@code Problem CONFLICT}. */
    @Transactional
    public Organization accept(String token, PersonId person) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            PendingInvitation invitation = find(token, " FOR UPDATE OF i");
            EmailAddress invited = new EmailAddress(invitation.email());
            Optional<PersonId> owner = addresses.ownerOf(invited);
            if (owner.isPresent() && !owner.get().equals(person)) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "This invitation went to an address of another account. Sign in to that one and open the link again.");
            }
            return audit.one("invitation.accepted", () -> {
                people.byEmail(invited.text())
                        .filter(expected -> !expected.id().equals(person))
                        .ifPresent(expected -> merging.merge(expected.id(), person));
                addresses.prove(person, invited);
                join(invitation, person);
                return invitation.organization();
            });
        });
    }

    /**
     * Somebody new accepts, with a name and a password of their own, and comes in. An address that is somebody's account is a {@code Problem
     * CONFLICT}.
     */
    @Transactional
    public PersonId acceptAsNew(String token, String displayName, String password) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            PendingInvitation invitation = find(token, " FOR UPDATE OF i");
            EmailAddress invited = new EmailAddress(invitation.email());
            if (addresses.ownerOf(invited).isPresent()) {
                throw new Problem(ProblemType.CONFLICT, "There is an account with this address. Sign in to it first.");
            }
            return audit.one("invitation.accepted", () -> {
                Person person = begin(invited, displayName, password);
                join(invitation, person.id());
                signIns.in(person.id(), How.LINK);
                return person.id();
            });
        });
    }

    /** Whose account an address is; empty for one at which somebody is only expected, since they can't sign in. */
    @Transactional(readOnly = true)
    public Optional<PersonId> accountOf(String email) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> addresses.ownerOf(new EmailAddress(email)));
    }

    /**
     * Whoever holds a link that was sent to an address makes their account by it, also where they were expected: what waits for them there is
     * theirs then. An address that is somebody's account is a {@code Problem CONFLICT}.
     */
    @Transactional
    public Person begin(String email, String displayName, String password) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            EmailAddress address = new EmailAddress(email);
            if (addresses.ownerOf(address).isPresent()) {
                throw new Problem(ProblemType.CONFLICT, "There is an account with this address. Sign in with it.");
            }
            return begin(address, displayName, password);
        });
    }

    private Person begin(EmailAddress address, String displayName, String password) {
        Person person = people.ensure(displayName, address.text());
        people.rename(person.id(), displayName);
        people.setPassword(new Person(person.id(), displayName, address.text()), password, false);
        addresses.prove(person.id(), address);
        return person;
    }

    /** Whoever reads the letter says no. */
    @Transactional
    public void decline(String token) {
        Reach.asHouse(BY_ITS_TOKEN, () -> {
            PendingInvitation invitation = find(token, " FOR UPDATE OF i");
            settle(invitation, "DECLINED");
            record("invitation.declined", "system", invitation.organization().id(), invitation.id());
        });
    }

    private void join(PendingInvitation invitation, PersonId person) {
        settle(invitation, "ACCEPTED");
        Set<Role> roles = new HashSet<>(invitation.roles());
        organizations.of(person).stream()
                .filter(m ->
                        m.organization().id().equals(invitation.organization().id()))
                .forEach(m -> roles.addAll(m.roles()));
        organizations.setRoles(invitation.organization().id(), person, roles, invitation.invitedBy());
        record(
                "invitation.accepted",
                person.toString(),
                invitation.organization().id(),
                invitation.id());
    }

    private void settle(PendingInvitation invitation, String state) {
        jdbc.sql("UPDATE organizations.invitation SET state = :state, settled_at = :now WHERE id = :id")
                .param("state", state)
                .param("now", OffsetDateTime.now(clock))
                .param("id", invitation.id())
                .update();
    }

    private PendingInvitation find(String token, String lock) {
        return jdbc.sql(SELECT + "WHERE i.token_hash = :hash AND i.state = 'OPEN' AND i.expires_at > :now" + lock)
                .param("hash", Tokens.hash(token))
                .param("now", OffsetDateTime.now(clock))
                .query(this::read)
                .optional()
                .filter(PendingInvitation::vouchedFor)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "This invitation was answered or taken back, it is older than 14 days, or whoever sent it no longer decides there. "
                                + "Ask for a new one."));
    }

    /** An invitation is an owner's word: it holds as long as they are one, or until another owner gives theirs by sending it again. */
    private boolean mayStillInvite(OrganizationId organization, PersonId inviter) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM organizations.membership
                  WHERE organization = :organization AND person = :person AND 'OWNER' = ANY (roles))
                """)
                .param("organization", organization.value())
                .param("person", inviter.value())
                .query(Boolean.class)
                .single();
    }

    private PendingInvitation read(ResultSet row, int number) throws SQLException {
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        Organization organization = MembershipRows.organization(row, number);
        PersonId inviter = new PersonId(row.getObject("invited_by", UUID.class));
        return new PendingInvitation(
                row.getObject("id", UUID.class),
                organization,
                row.getString("email"),
                MembershipRows.roles(row),
                inviter,
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                expires.toInstant(),
                !expires.isAfter(OffsetDateTime.now(clock)),
                mayStillInvite(organization.id(), inviter));
    }

    private void write(String to, Organization into, PersonId by, String token) {
        String who = people.find(by).map(Person::displayName).orElse("An owner");
        outbox.leave(new Letter(to, "You are invited to " + into.name(), """
                %s invites you to work with %s on Throughline. See what it is about, and accept or decline, here, within 14 days:

                %s

                If you do not know them, decline or do nothing.""".formatted(
                        oneLine(who), oneLine(into.name()), address.url("/invitations/" + token))));
    }

    /** What others chose as a name, so that it can't look like a part of the letter. */
    private static String oneLine(String name) {
        return name.replaceAll("\\s+", " ").replaceAll("https?://", "");
    }

    private void record(String action, String by, OrganizationId organization, UUID invitation) {
        audit.record(new AuditEntry(action, by, organization.toString(), invitation.toString(), Map.of()));
    }
}
