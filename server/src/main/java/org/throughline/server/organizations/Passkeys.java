package org.throughline.server.organizations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** People's passkeys. */
@Component
public class Passkeys {
    private static final int MAX_NAME = 100;
    private static final String AT_SIGN_IN = "whoever shows a passkey is nobody yet";

    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Addresses addresses;
    private final AuditLog audit;

    Passkeys(JdbcClient jdbc, Sessions sessions, Addresses addresses, AuditLog audit) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.addresses = addresses;
        this.audit = audit;
    }

    /** A person's own, the newest first. */
    @Transactional(readOnly = true)
    public List<Passkey> of(PersonId person) {
        return jdbc.sql("SELECT * FROM organizations.passkey WHERE person = :person ORDER BY made_at DESC")
                .param("person", person.value())
                .query(Passkeys::read)
                .list();
    }

    /** Whichever passkey this is. */
    @Transactional(readOnly = true)
    public Optional<Passkey> find(String credentialId) {
        return Reach.asHouse(
                AT_SIGN_IN,
                () -> jdbc.sql("SELECT * FROM organizations.passkey WHERE credential_id = :id")
                        .param("id", bytes(credentialId))
                        .query(Passkeys::read)
                        .optional());
    }

    /** Adds a passkey of a signed-in person, ends their other sessions and tells them. */
    @Transactional
    public void add(Passkey passkey) {
        jdbc.sql("""
                INSERT INTO organizations.passkey (credential_id, person, name, public_key, attestation, signature_count, verified_user,
                  transports, backup_eligible, backed_up, made_at, used_at)
                VALUES (:id, :person, :name, :key, :attestation, :count, :verified, :transports::text[], :eligible, :backedUp, :made, :used)
                """)
                .param("id", bytes(passkey.credentialId()))
                .param("person", passkey.person().value())
                .param("name", name(passkey.name()))
                .param("key", bytes(passkey.publicKey()))
                .param("attestation", bytes(passkey.attestation()))
                .param("count", passkey.signatureCount())
                .param("verified", passkey.verifiedUser())
                .param("transports", passkey.transports().toArray(String[]::new))
                .param("eligible", passkey.backupEligible())
                .param("backedUp", passkey.backedUp())
                .param("made", utc(passkey.madeAt()))
                .param("used", utc(passkey.usedAt()))
                .update();
        sessions.endOthers(passkey.person());
        addresses.tellPrimary(
                passkey.person(), "A passkey was added", "A passkey was added to your account on Throughline.");
        record("passkey.added", passkey.person());
    }

    /** Notes that a passkey was used: its counter, and whether it is copied to other devices. */
    @Transactional
    public void used(Passkey passkey) {
        Reach.asHouse(
                AT_SIGN_IN,
                () -> jdbc.sql("""
                        UPDATE organizations.passkey SET signature_count = :count, backed_up = :backedUp, used_at = :used
                        WHERE credential_id = :id
                        """)
                        .param("count", passkey.signatureCount())
                        .param("backedUp", passkey.backedUp())
                        .param("used", utc(passkey.usedAt()))
                        .param("id", bytes(passkey.credentialId()))
                        .update());
    }

    /** Calls a person's own passkey otherwise. */
    @Transactional
    public void rename(PersonId person, String credentialId, String name) {
        changed(jdbc.sql("UPDATE organizations.passkey SET name = :name WHERE credential_id = :id AND person = :person")
                .param("name", name(name))
                .param("id", bytes(credentialId))
                .param("person", person.value())
                .update());
        record("passkey.renamed", person);
    }

    /** Forgets a person's own passkey, ends their other sessions and tells them. */
    @Transactional
    public void remove(PersonId person, String credentialId) {
        changed(jdbc.sql("DELETE FROM organizations.passkey WHERE credential_id = :id AND person = :person")
                .param("id", bytes(credentialId))
                .param("person", person.value())
                .update());
        sessions.endOthers(person);
        addresses.tellPrimary(
                person, "A passkey was removed", "A passkey was removed from your account on Throughline.");
        record("passkey.removed", person);
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Problem.notFound();
        }
    }

    private void record(String action, PersonId person) {
        audit.record(new AuditEntry(action, person.toString(), null, person.toString(), Map.of()));
    }

    private static Passkey read(ResultSet row, int number) throws SQLException {
        return new Passkey(
                text(row.getBytes("credential_id")),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("name"),
                text(row.getBytes("public_key")),
                text(row.getBytes("attestation")),
                row.getLong("signature_count"),
                row.getBoolean("verified_user"),
                Set.of((String[]) row.getArray("transports").getArray()),
                row.getBoolean("backup_eligible"),
                row.getBoolean("backed_up"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("used_at", OffsetDateTime.class).toInstant());
    }

    private static String name(String name) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > MAX_NAME) {
            throw new Problem(ProblemType.BAD_INPUT, "A name has between 1 and %d characters.".formatted(MAX_NAME));
        }
        return plain;
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static byte[] bytes(String base64Url) {
        try {
            return Base64.getUrlDecoder().decode(base64Url);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
