package org.throughline.server.custody;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.Problem;

/**
 * Secrets that the server needs again in plain, sealed by the master key with AES-256-GCM. Purpose, owner and id are sealed with them as
 * additional data: a row that was moved, or a secret that is asked for another purpose, does not open.
 */
@Component
public class SealedSecrets {
    private static final int VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final JdbcClient jdbc;
    private final MasterKey masterKey;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SealedSecrets(JdbcClient jdbc, MasterKey masterKey, Clock clock) {
        this.jdbc = jdbc;
        this.masterKey = masterKey;
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
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        UUID owner = organization == null ? null : organization.value();
        try {
            jdbc.sql("""
                    INSERT INTO custody.secret (id, organization, purpose, version, nonce, sealed, created_at)
                    VALUES (:id, :organization, :purpose, :version, :nonce, :sealed, :now)
                    """)
                    .param("id", id)
                    .param("organization", owner)
                    .param("purpose", purpose)
                    .param("version", VERSION)
                    .param("nonce", nonce)
                    .param(
                            "sealed",
                            cipher(Cipher.ENCRYPT_MODE, nonce, owner, id, purpose)
                                    .doFinal(secret))
                    .param("now", OffsetDateTime.now(clock))
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
        return id;
    }

    /** The secret in plain; one that is not there is a {@code Problem NOT_FOUND}. */
    @Transactional(readOnly = true)
    public byte[] open(UUID id, String purpose) {
        Row row = jdbc.sql("SELECT organization, nonce, sealed FROM custody.secret WHERE id = :id")
                .param("id", id)
                .query((r, n) -> new Row(r.getObject(1, UUID.class), r.getBytes(2), r.getBytes(3)))
                .optional()
                .orElseThrow(Problem::notFound);
        try {
            return cipher(Cipher.DECRYPT_MODE, row.nonce, row.organization, id, purpose)
                    .doFinal(row.sealed);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "The secret %s does not open: another master key sealed it, it is for something else, or its row was changed."
                            .formatted(id),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Destroys a secret. */
    @Transactional
    public void destroy(UUID id) {
        jdbc.sql("DELETE FROM custody.secret WHERE id = :id").param("id", id).update();
    }

    private Cipher cipher(int mode, byte[] nonce, @Nullable UUID organization, UUID id, String purpose)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, masterKey.get(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD("throughline secret\n%s\n%s\n%s\n%d"
                .formatted(organization, id, purpose, VERSION)
                .getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static final class Row {
        private final @Nullable UUID organization;
        private final byte[] nonce;
        private final byte[] sealed;

        private Row(@Nullable UUID organization, byte[] nonce, byte[] sealed) {
            this.organization = organization;
            this.nonce = nonce;
            this.sealed = sealed;
        }
    }
}
