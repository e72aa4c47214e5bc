package org.throughline.server.cocreation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.organizations.Invitations;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignIns;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * Invitations into a workspace by mail, to anybody: with an account or without, of an organization here or of none. The link has 256 random
 * bits, of which only the SHA-256 is kept; it works once, for 21 days.
 */
@Component
public class WorkspaceInvitations {
    static final Duration LIFE = Duration.ofDays(21);
    private static final int TOKEN_BYTES = 32;

    private final JdbcClient sql;
    private final Workspaces workspaces;
    private final WorkspacePeople members;
    private final People people;
    private final Organizations organizations;
    private final Invitations accounts;
    private final SignIns signIns;
    private final Outbox outbox;
    private final PublicAddress address;
    private final Happenings happenings;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WorkspaceInvitations(
            JdbcClient sql,
            Workspaces workspaces,
            WorkspacePeople members,
            People people,
            Organizations organizations,
            Invitations accounts,
            SignIns signIns,
            Outbox outbox,
            PublicAddress address,
            Happenings happenings,
            AuditLog audit,
            Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.members = members;
        this.people = people;
        this.organizations = organizations;
        this.accounts = accounts;
        this.signIns = signIns;
        this.outbox = outbox;
        this.address = address;
        this.happenings = happenings;
        this.audit = audit;
        this.clock = clock;
    }

    /** An open invitation. */
    public record Invited(
            UUID id,
            FrameworkId framework,
            String personName,
            String email,
            String speaksFor,
            Side side,
            WorkspaceRole role,
            PersonId by,
            Instant at,
            Instant until) {}

    /** Whom the lead invites. */
    public record Guest(String personName, String email, String speaksFor, Side side, WorkspaceRole role) {}

    /** Writes to somebody. What is missing, and an address that has an open invitation, are a {@code Problem BAD_INPUT}. */
    @Transactional
    public UUID invite(Workspace workspace, Guest guest, PersonId by) {
        String email = guest.email().strip();
        if (guest.personName().isBlank() || !email.matches("[^\\s@]+@[^\\s@]+")) {
            throw new Problem(ProblemType.BAD_INPUT, "Name the person whom you invite, and their e-mail address.");
        }
        if (guest.personName().length() > 200 || guest.speaksFor().length() > 200 || email.length() > 254) {
            throw new Problem(ProblemType.BAD_INPUT, "Names have at most 200 characters.");
        }
        boolean open =
                open(workspace.framework()).stream().anyMatch(i -> i.email().equalsIgnoreCase(email));
        if (open) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "That address has an open invitation already. Take it back to write anew.");
        }
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        sql.sql("""
            insert into cocreation.invitations (id, framework, person_name, email, speaks_for, side, role, token_hash, invited_by, invited_at, expires_at)
            values (:id, :framework, :person, :email, :speaksFor, :side, :role, :hash, :by, :now, :until)
            """)
                .param("id", id)
                .param("framework", workspace.framework().value())
                .param("person", guest.personName().strip())
                .param("email", email)
                .param("speaksFor", guest.speaksFor().strip())
                .param("side", guest.side().name())
                .param("role", guest.role().name())
                .param("hash", hash(token))
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(LIFE)))
                .update();
        outbox.leave(new Letter(email, "You are asked about “" + oneLine(workspace.title()) + "”", """
            %s of %s asks you to look at “%s” together with others: which statements are right, which should read differently, what is missing. \
            No training is needed; what you say is shown under your name. Begin here. The link works once, for 21 days:

            %s

            If you do not know who writes, decline there or do nothing.""".formatted(
                        oneLine(people.names(List.of(by)).getOrDefault(by, "Somebody")),
                        oneLine(name(workspace.owner())),
                        oneLine(workspace.title()),
                        address.url("/take-part/" + token))));
        record("workspace.invited-by-mail", by.toString(), workspace.owner(), workspace.framework(), id);
        return id;
    }

    /** Those of a workspace that nobody has answered and whose time has not run out. */
    public List<Invited> open(FrameworkId framework) {
        return sql.sql("""
            select * from cocreation.invitations where framework = ? and answer is null and expires_at > ? order by invited_at
            """)
                .params(framework.value(), Timestamp.from(clock.instant()))
                .query(WorkspaceInvitations::invited)
                .list();
    }

    /** The invitation of a link; unknown, answered and old ones, and those whose inviter leads no more, are all the same {@code NOT_FOUND}. */
    @Transactional(readOnly = true)
    public Invited look(String token) {
        return sql.sql(
                        "select * from cocreation.invitations where token_hash = ? and answer is null and expires_at > ?")
                .params(hash(token), Timestamp.from(clock.instant()))
                .query(WorkspaceInvitations::invited)
                .optional()
                .filter(this::vouchedFor)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "This invitation is not open (any more). Ask whoever sent it for a new one."));
    }

    /**
     * Somebody with an account takes part; for an organization of theirs, or as the invitation says. A letter to an address of somebody else's account
     * is a {@code Problem CONFLICT}: it was not they who were asked.
     */
    @Transactional
    public void accept(String token, PersonId person, @Nullable OrganizationId organization) {
        Invited invitation = close(token, "ACCEPTED");
        if (accounts.accountOf(invitation.email())
                .filter(account -> !account.equals(person))
                .isPresent()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "This invitation went to an address of another account. Sign in to that one and open the link again.");
        }
        join(invitation, person, organization);
    }

    /** Whether whoever was written to has an account, and signs in to take part. */
    public boolean hasAccount(Invited invitation) {
        return accounts.accountOf(invitation.email()).isPresent();
    }

    /** Somebody new takes part: makes their account with the address that was written to, and comes in, or nothing at all. */
    @Transactional
    public PersonId acceptAsNew(String token, String personName, String password) {
        return audit.one("workspace.joined", () -> {
            Invited invitation = close(token, "ACCEPTED");
            Person person = accounts.begin(invitation.email(), personName, password);
            join(invitation, person.id(), null);
            signIns.in(person.id(), How.LINK);
            return person.id();
        });
    }

    /** Says no; nobody needs an account for that. */
    @Transactional
    public void decline(String token) {
        Invited invitation = close(token, "DECLINED");
        record(
                "workspace.declined-by-mail",
                "system",
                owner(invitation.framework()),
                invitation.framework(),
                invitation.id());
    }

    /** Takes an open invitation back; its link works no more. */
    @Transactional
    public void withdraw(Workspace workspace, UUID invitation, PersonId by) {
        int gone = sql.sql("""
            update cocreation.invitations set answer = 'WITHDRAWN', answered_at = ? where id = ? and framework = ? and answer is null
            """)
                .params(
                        Timestamp.from(clock.instant()),
                        invitation,
                        workspace.framework().value())
                .update();
        if (gone == 0) {
            throw Problem.notFound();
        }
        record("workspace.invitation-withdrawn", by.toString(), workspace.owner(), workspace.framework(), invitation);
    }

    private void join(Invited invitation, PersonId person, @Nullable OrganizationId organization) {
        sql.sql("update cocreation.invitations set answered_by = ? where id = ?")
                .params(person.value(), invitation.id())
                .update();
        members.join(
                invitation.framework(),
                person,
                organization,
                organization == null ? invitation.speaksFor() : null,
                organization == null ? invitation.side() : null,
                invitation.role(),
                invitation.by());
        happenings.add(invitation.framework(), Happening.Kind.PEOPLE, null, null, "takes part from now on", person);
        record(
                "workspace.joined",
                person.toString(),
                owner(invitation.framework()),
                invitation.framework(),
                invitation.id());
    }

    private Invited close(String token, String answer) {
        Invited invitation = look(token);
        int closed = sql.sql(
                        "update cocreation.invitations set answer = ?, answered_at = ? where id = ? and answer is null")
                .params(answer, Timestamp.from(clock.instant()), invitation.id())
                .update();
        if (closed == 0) {
            throw Problem.notFound();
        }
        return invitation;
    }

    /** An invitation is a lead's word, and holds as long as they lead. */
    private boolean vouchedFor(Invited invitation) {
        return workspaces
                .find(invitation.framework())
                .filter(workspace -> workspaces.members(workspace.framework()).stream()
                                .anyMatch(m -> m.person().equals(invitation.by()) && m.role() == WorkspaceRole.LEAD)
                        || members.leadingUnnamed(workspace).contains(invitation.by()))
                .isPresent();
    }

    private OrganizationId owner(FrameworkId framework) {
        return workspaces.find(framework).orElseThrow(Problem::notFound).owner();
    }

    private String name(OrganizationId organization) {
        return organizations.find(organization).map(Organization::name).orElse("its owner");
    }

    private void record(String action, String by, OrganizationId owner, FrameworkId framework, UUID invitation) {
        audit.record(new AuditEntry(
                action, by, owner.toString(), framework.toString(), Map.of("invitation", invitation.toString())));
    }

    /** What others chose as a name, so that it cannot look like a part of the letter. */
    static String oneLine(String name) {
        return name.replaceAll("\\s+", " ").replaceAll("https?://", "");
    }

    private static Invited invited(ResultSet row, int number) throws SQLException {
        return new Invited(
                row.getObject("id", UUID.class),
                new FrameworkId(row.getObject("framework", UUID.class)),
                row.getString("person_name"),
                row.getString("email"),
                row.getString("speaks_for"),
                Side.valueOf(row.getString("side")),
                WorkspaceRole.valueOf(row.getString("role")),
                new PersonId(row.getObject("invited_by", UUID.class)),
                row.getTimestamp("invited_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
