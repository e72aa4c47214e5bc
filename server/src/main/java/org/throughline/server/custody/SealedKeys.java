package org.throughline.server.custody;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;

/** The rows of sealed keys. */
@Component
final class SealedKeys {
    private static final String COLUMNS = "id, organization, multibase, nonce, sealed";

    private final JdbcClient jdbc;
    private final Clock clock;

    SealedKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether anything is here that only the present master key opens. */
    boolean any() {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM custody.issuer_key) OR EXISTS (SELECT 1 FROM custody.log_key)
                            OR EXISTS (SELECT 1 FROM custody.secret)
                        """).query(Boolean.class).single();
    }

    Optional<SealedKey> active(OrganizationId organization) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM custody.issuer_key WHERE organization = :organization AND state = 'ACTIVE'")
                .param("organization", organization.value())
                .query(SealedKeys::read)
                .optional();
    }

    /** All keys that an organization ever signed with and still vouches for, the active one first. */
    List<SealedKey> of(OrganizationId organization) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM custody.issuer_key WHERE organization = :organization ORDER BY state, created_at DESC")
                .param("organization", organization.value())
                .query(SealedKeys::read)
                .list();
    }

    List<SealedKey> all() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM custody.issuer_key")
                .query(SealedKeys::read)
                .list();
    }

    Optional<OrganizationId> ownerOf(String multibase) {
        return jdbc.sql("SELECT organization FROM custody.issuer_key WHERE multibase = :multibase")
                .param("multibase", multibase)
                .query((row, number) -> new OrganizationId(row.getObject("organization", UUID.class)))
                .optional();
    }

    /** Adds an active key unless there is one already; returns whether it was added. */
    boolean add(SealedKey key) {
        return jdbc.sql("""
                        INSERT INTO custody.issuer_key
                            (id, organization, algorithm, version, state, multibase, nonce, sealed, created_at)
                        VALUES (:id, :organization, :algorithm, :version, 'ACTIVE', :multibase, :nonce, :sealed, :now)
                        ON CONFLICT (organization) WHERE state = 'ACTIVE' DO NOTHING
                        """)
                        .param("id", key.id())
                        .param("organization", key.organization().value())
                        .param("algorithm", SealedKey.ALGORITHM)
                        .param("version", SealedKey.VERSION)
                        .param("multibase", key.multibase())
                        .param("nonce", key.nonce())
                        .param("sealed", key.sealed())
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    private static SealedKey read(ResultSet row, int number) throws SQLException {
        return new SealedKey(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getString("multibase"),
                row.getBytes("nonce"),
                row.getBytes("sealed"));
    }
}
