package org.throughline.server.custody;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.Problem;

/**
 * Secrets that the server needs again in plain, sealed by their owner's key with AES-256-GCM. Purpose, owner and id are sealed with them as
 * additional data: a row that was moved, or a secret that is asked for another purpose, does not open.
 */
@Component
public class SealedSecrets {
    private static final int VERSION = 1;

    private final JdbcClient jdbc;
    private final OrganizationKeys organizationKeys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SealedSecrets(JdbcClient jdbc, OrganizationKeys organizationKeys, Clock clock) {
        this.jdbc = jdbc;
        this.organizationKeys = organizationKeys;
        this.clock = clock;
    }

    /**
     * Seals a secret and keeps it.
     *
     * @param organization whose it is; null for the server's own
     * @param purpose what it is for, in a few words that never change
     * @return by which it is found again
     */
    @Transactional
    public UUID keep(@Nullable OrganizationId organization, String purpose, byte[] secret) {
        UUID id = UUID.randomUUID();
        UUID owner = organization == null ? null : organization.value();
        Sealed sealed = Sealed.seal(secret, key(owner), bound(owner, id, purpose), random);
        jdbc.sql("""
                INSERT INTO custody.secret (id, organization, purpose, version, nonce, sealed, created_at)
                VALUES (:id, :organization, :purpose, :version, :nonce, :sealed, :now)
                """)
                .param("id", id)
                .param("organization", owner)
                .param("purpose", purpose)
                .param("version", VERSION)
                .param("nonce", sealed.nonce())
                .param("sealed", sealed.ciphertext())
                .param("now", OffsetDateTime.now(clock))
                .update();
        return id;
    }

    /** The secret in plain; one that is not there is a {@code Problem NOT_FOUND}. */
    @Transactional(readOnly = true)
    public byte[] open(UUID id, String purpose) {
        Row row = jdbc.sql("SELECT organization, nonce, sealed FROM custody.secret WHERE id = :id")
                .param("id", id)
                .query((r, n) -> new Row(r.getObject(1, UUID.class), new Sealed(r.getBytes(2), r.getBytes(3))))
                .optional()
                .orElseThrow(Problem::notFound);
        return row.sealed()
                .open(key(row.organization()), bound(row.organization(), id, purpose))
                .orElseThrow(() -> new IllegalStateException(
                        "The secret %s does not open: another key sealed it, it is for something else, or its row was changed."
                                .formatted(id)));
    }

    /** All of them in plain, for whoever looks whether one lies about. Ask with the house's reach. */
    List<byte[]> all() {
        return jdbc.sql("SELECT id, purpose FROM custody.secret")
                .query((row, number) -> open(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** Destroys a secret. */
    @Transactional
    public void destroy(UUID id) {
        jdbc.sql("DELETE FROM custody.secret WHERE id = :id").param("id", id).update();
    }

    private SecretKey key(@Nullable UUID owner) {
        return owner == null
                ? organizationKeys.ofTheHouse()
                : Reach.asHouse(
                        "a secret is opened for its owner, whoever asked for the errand",
                        () -> organizationKeys.of(new OrganizationId(owner)));
    }

    private static String bound(@Nullable UUID organization, UUID id, String purpose) {
        return "throughline secret\n%s\n%s\n%s\n%d".formatted(organization, id, purpose, VERSION);
    }

    private record Row(@Nullable UUID organization, Sealed sealed) {}
}
