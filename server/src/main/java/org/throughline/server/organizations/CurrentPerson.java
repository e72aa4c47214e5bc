package org.throughline.server.organizations;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Who is asking. */
@Component
public class CurrentPerson {
    /** How long a proof of who somebody is holds for acts that change how they sign in, or that can't be undone (SAFETY.md 2.2). */
    private static final Duration PROOF_HOLDS = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final RequestMemory memory;
    private final Sessions sessions;
    private final WaitingAct waiting;

    CurrentPerson(
            JdbcClient jdbc, Organizations organizations, RequestMemory memory, Sessions sessions, WaitingAct waiting) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.memory = memory;
        this.sessions = sessions;
        this.waiting = waiting;
    }

    /** The signed-in person of this request, or empty for a stranger. */
    public Optional<SignedIn> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SessionPerson session)) {
            return Optional.empty();
        }
        SignedIn known = memory.signedIn();
        if (known != null && known.id().equals(session.person())) {
            return Optional.of(known);
        }
        Optional<SignedIn> read = Reach.asHouse(
                "who is asking is read before it is known how far they see", () -> read(session.person()));
        read.ifPresent(memory::remember);
        return read;
    }

    /** The signed-in person; throws {@code Problem UNAUTHENTICATED} for a stranger. */
    public SignedIn require() {
        return find().orElseThrow(() -> new Problem(ProblemType.UNAUTHENTICATED, "Sign in to see this page."));
    }

    /**
     * The signed-in person, who must have one of the roles (or OWNER) in the organization. Throws {@code Problem NOT_FOUND} for a
     * person outside the organization (its objects do not exist for them) and {@code FORBIDDEN} for a member without the role. With
     * no role named, any membership is enough.
     */
    public SignedIn require(OrganizationId organization, Role... anyOf) {
        SignedIn person = require();
        Membership membership = person.in(organization).orElseThrow(Problem::notFound);
        if (anyOf.length > 0 && !membership.hasAny(anyOf)) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "This needs another role in %s than yours. An owner of the organization can give it to you."
                            .formatted(membership.organization().name()));
        }
        return person;
    }

    /** The signed-in person, who must run this installation; for everybody else the page does not exist. */
    public SignedIn requireAdministrator() {
        SignedIn person = require();
        if (!person.administrator()) {
            throw Problem.notFound();
        }
        return person;
    }

    /**
     * The signed-in person, who proved within the last five minutes who they are. Anybody else is asked to do so by a {@code Problem PROVE_AGAIN}, and goes
     * on afterwards with what they sent. Asked after the role, so that nobody proves themselves for what they may not do.
     *
     * @param act what this does, after "you are about to", such as "change your password"
     */
    public SignedIn requireFresh(String act) {
        SignedIn person = require();
        if (!sessions.provedWithin(PROOF_HOLDS)) {
            waiting.keep(act);
            throw new Problem(
                    ProblemType.PROVE_AGAIN,
                    "You are about to %s. Sign in once more before: it is longer than %d minutes since you did."
                            .formatted(act, PROOF_HOLDS.toMinutes()));
        }
        waiting.forget();
        return person;
    }

    private Optional<SignedIn> read(PersonId id) {
        return jdbc.sql("SELECT display_name, administrator FROM organizations.person WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> new SignedIn(
                        id, row.getString("display_name"), organizations.of(id), row.getBoolean("administrator")))
                .optional();
    }
}
