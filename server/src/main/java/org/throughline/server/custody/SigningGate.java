package org.throughline.server.custody;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.custody.IssuerKey.State;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Whether this may be signed now, asked of the database in the transaction that will keep the signature.
 *
 * <p>Whoever signs a credential holds a shared lock until their transaction ends, and whoever halts or takes a key out of use takes the same lock
 * alone: when a halt has been said, every signature that came before it is stored or undone, and none comes after, on any server of this database.
 * Nothing of this is remembered in memory.
 */
@Component
class SigningGate {
    private static final long LOCK = 0x5468726f75676802L; // any number that nobody else uses

    private final JdbcClient jdbc;

    SigningGate(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lets a credential's signature pass, or refuses it: {@code ISSUING_HALTED}, or {@code KEY_NOT_ACTIVE} for a key that is not, or not any more,
     * the organization's active one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void pass(OrganizationId organization, UUID key) {
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> true)
                .single();
        if (isHalted(organization)) {
            throw new Problem(
                    ProblemType.ISSUING_HALTED,
                    "Issuing is halted here. Nothing is signed until somebody lifts the halt; what waits goes on by itself then.");
        }
        if (!isActive(organization, key)) {
            throw new Problem(
                    ProblemType.KEY_NOT_ACTIVE,
                    "This key does not sign for the organization, or no longer. Sign with its active key.");
        }
    }

    /** Whether anything stops this organization from signing. */
    boolean isHalted(OrganizationId organization) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM custody.halt WHERE lifted_at IS NULL AND (organization IS NULL OR organization = :organization))
                        """)
                .param("organization", organization.value())
                .query(Boolean.class)
                .single();
    }

    boolean isActive(OrganizationId organization, UUID key) {
        return jdbc.sql("SELECT state FROM custody.issuer_key WHERE id = :key AND organization = :organization")
                .param("key", key)
                .param("organization", organization.value())
                .query(String.class)
                .optional()
                .filter(State.ACTIVE.name()::equals)
                .isPresent();
    }

    /** Waits until whatever is being signed is stored, and lets nothing else pass until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close() {
        jdbc.sql("SET LOCAL lock_timeout = '30s'").update(); // a halt is not refused because much is being signed
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> true)
                .single();
    }
}
