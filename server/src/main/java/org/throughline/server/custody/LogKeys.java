package org.throughline.server.custody;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.Ed25519PublicKey;
import org.throughline.credentials.log.NoteKey;
import org.throughline.credentials.log.SignedNote;
import org.throughline.server.audit.CheckpointKeys;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.PublicAddress;

/**
 * The keys with which this installation signs the checkpoints of its log, sealed by the house's own key like issuers' keys by their organizations'. A log's name is the
 * public address under which it was begun, and eight digits of its own, so that no two logs share one.
 */
@Component
public class LogKeys implements CheckpointKeys {
    private static final String COLUMNS = "id, origin, public_key, nonce, sealed, last_size";

    private final JdbcClient jdbc;
    private final OrganizationKeys organizationKeys;
    private final PublicAddress address;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    LogKeys(JdbcClient jdbc, OrganizationKeys organizationKeys, PublicAddress address, Clock clock) {
        this.jdbc = jdbc;
        this.organizationKeys = organizationKeys;
        this.address = address;
        this.clock = clock;
    }

    private record Row(UUID id, NoteKey key, Sealed sealed, OptionalLong lastSize) {}

    @Override
    @Transactional
    public NoteKey current() {
        return row().key();
    }

    @Override
    @Transactional
    public SignedNote sign(String text) {
        Row row = row();
        return SignedNote.sign(text, row.key(), open(row).signer()::sign);
    }

    @Override
    public List<LogKey> all() {
        return Reach.asHouse(
                "the public halves are for everybody, the rows are not",
                () -> jdbc
                        .sql("SELECT " + COLUMNS + " FROM custody.log_key ORDER BY retired_at DESC NULLS FIRST")
                        .query(LogKeys::read)
                        .list()
                        .stream()
                        .map(row -> new LogKey(row.key(), row.lastSize()))
                        .toList());
    }

    @Override
    @Transactional
    public NoteKey renew(long size) {
        jdbc.sql("UPDATE custody.log_key SET retired_at = :now, last_size = :size WHERE retired_at IS NULL")
                .param("now", OffsetDateTime.now(clock))
                .param("size", size)
                .update();
        return row().key();
    }

    /** The secret halves, opened: for the search of a leak, which must know what it looks for. */
    List<byte[]> secrets() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM custody.log_key").query(LogKeys::read).list().stream()
                .map(row -> open(row).seed())
                .toList();
    }

    private Row row() {
        return find().orElseGet(() -> {
            make();
            return find().orElseThrow(() -> new IllegalStateException("a key that was just made is there"));
        });
    }

    private Optional<Row> find() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM custody.log_key WHERE retired_at IS NULL")
                .query(LogKeys::read)
                .optional();
    }

    /** Makes a key unless another server was quicker. */
    private void make() {
        Ed25519KeyPair pair = Ed25519KeyPair.generate(random);
        UUID id = UUID.randomUUID();
        String origin = address.base().getAuthority() + "/log/" + id.toString().substring(0, 8);
        byte[] seed = pair.seed();
        try {
            Sealed sealed = Sealed.seal(seed, organizationKeys.ofTheHouse(), bound(id, origin), random);
            jdbc.sql("""
                    INSERT INTO custody.log_key (id, origin, public_key, nonce, sealed, created_at)
                    VALUES (:id, :origin, :key, :nonce, :sealed, :now)
                    ON CONFLICT ((true)) WHERE retired_at IS NULL DO NOTHING
                    """)
                    .param("id", id)
                    .param("origin", origin)
                    .param("key", pair.publicKey().bytes())
                    .param("nonce", sealed.nonce())
                    .param("sealed", sealed.ciphertext())
                    .param("now", OffsetDateTime.now(clock))
                    .update();
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private Ed25519KeyPair open(Row row) {
        byte[] seed = row.sealed()
                .open(organizationKeys.ofTheHouse(), bound(row.id(), row.key().name()))
                .orElseThrow(() -> new IllegalStateException(
                        "The key of the log %s does not open: another key sealed it, or its row was changed."
                                .formatted(row.key().name())));
        try {
            return Ed25519KeyPair.fromSeed(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private static String bound(UUID id, String origin) {
        return "throughline log key\n%s\n%s".formatted(id, origin);
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        long lastSize = row.getLong("last_size");
        OptionalLong last = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(lastSize);
        return new Row(
                row.getObject("id", UUID.class),
                new NoteKey(
                        row.getString("origin"),
                        Ed25519PublicKey.ofBytes(row.getBytes("public_key"))
                                .orElseThrow(() -> new IllegalStateException("a stored public key has 32 bytes"))),
                new Sealed(row.getBytes("nonce"), row.getBytes("sealed")),
                last);
    }
}
