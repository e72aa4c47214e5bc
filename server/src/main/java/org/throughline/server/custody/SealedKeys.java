package org.throughline.server.custody;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.server.custody.IssuerKey.State;
import org.throughline.server.custody.KeyKeeper.Kept;
import org.throughline.server.organizations.OrganizationId;

/** The rows of keys: what is sealed, by what, and in which state. */
@Component
class SealedKeys {
    /** Sealed by the organization's key; version 1 was sealed by the master key itself. */
    static final int VERSION = 2;

    private static final String COLUMNS =
            "id, organization, state, keeper, multibase, nonce, sealed, created_at, activated_at, "
                    + "retired_at, compromised_since";

    private final JdbcClient jdbc;
    private final Clock clock;

    SealedKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An organization's key under a master key. */
    record WrappedKey(UUID id, OrganizationId organization, String master, Sealed sealed) {}

    /** A row of version 1, to be sealed anew. */
    record OldKey(UUID id, OrganizationId organization, VerificationKey publicKey, Sealed sealed) {}

    /** A row with what its keeper needs to sign. */
    record Row(IssuerKey key, Kept kept) {}

    boolean any() {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM custody.organization_key) OR EXISTS (SELECT 1 FROM custody.issuer_key WHERE keeper = 'software')
                        """).query(Boolean.class).single();
    }

    /** The salt of this installation's passphrase, made when it is first asked for. It is no secret. */
    byte[] salt(SecureRandom random) {
        byte[] fresh = new byte[16];
        random.nextBytes(fresh);
        jdbc.sql("INSERT INTO custody.passphrase_salt (salt) VALUES (:salt) ON CONFLICT DO NOTHING")
                .param("salt", fresh)
                .update();
        return jdbc.sql("SELECT salt FROM custody.passphrase_salt")
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    Optional<WrappedKey> wrapped(OrganizationId organization) {
        return jdbc.sql(
                        "SELECT id, organization, master, nonce, sealed FROM custody.organization_key WHERE organization = :organization")
                .param("organization", organization.value())
                .query(SealedKeys::wrapped)
                .optional();
    }

    /** One that this master key does not wrap, held until the transaction ends; none that somebody else holds. */
    Optional<WrappedKey> wrappedOtherwise(String master) {
        return jdbc.sql("""
                        SELECT id, organization, master, nonce, sealed FROM custody.organization_key WHERE master <> :master
                        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
                        """).param("master", master).query(SealedKeys::wrapped).optional();
    }

    /** How many this master key does not wrap. */
    int countWrappedOtherwise(String master) {
        return jdbc.sql("SELECT count(*) FROM custody.organization_key WHERE master <> :master")
                .param("master", master)
                .query(Integer.class)
                .single();
    }

    /** The names of the master keys that wrap something. */
    List<String> masters() {
        return jdbc.sql("SELECT DISTINCT master FROM custody.organization_key ORDER BY master")
                .query((row, n) -> row.getString(1))
                .list();
    }

    void addWrapped(WrappedKey key) {
        jdbc.sql("""
                        INSERT INTO custody.organization_key (id, organization, master, nonce, sealed, wrapped_at)
                        VALUES (:id, :organization, :master, :nonce, :sealed, :now) ON CONFLICT (organization) DO NOTHING
                        """)
                .param("id", key.id())
                .param("organization", key.organization().value())
                .param("master", key.master())
                .param("nonce", key.sealed().nonce())
                .param("sealed", key.sealed().ciphertext())
                .param("now", now())
                .update();
    }

    void rewrap(WrappedKey key) {
        jdbc.sql("""
                        UPDATE custody.organization_key SET master = :master, nonce = :nonce, sealed = :sealed, wrapped_at = :now WHERE id = :id
                        """)
                .param("id", key.id())
                .param("master", key.master())
                .param("nonce", key.sealed().nonce())
                .param("sealed", key.sealed().ciphertext())
                .param("now", now())
                .update();
    }

    /** One issuer key that the master key itself seals, held until the transaction ends. */
    Optional<OldKey> old() {
        return jdbc.sql("""
                        SELECT id, organization, multibase, nonce, sealed FROM custody.issuer_key
                        WHERE version = 1 AND sealed IS NOT NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
                        """)
                .query((row, n) -> new OldKey(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        publicKey(row.getString("multibase")),
                        new Sealed(row.getBytes("nonce"), row.getBytes("sealed"))))
                .optional();
    }

    void sealAnew(UUID id, Sealed sealed) {
        jdbc.sql("UPDATE custody.issuer_key SET version = :version, nonce = :nonce, sealed = :sealed WHERE id = :id")
                .param("version", VERSION)
                .param("nonce", sealed.nonce())
                .param("sealed", sealed.ciphertext())
                .param("id", id)
                .update();
    }

    Optional<Row> active(OrganizationId organization, SigningAlgorithm algorithm) {
        return inState(organization, algorithm, State.ACTIVE);
    }

    Optional<Row> inState(OrganizationId organization, SigningAlgorithm algorithm, State state) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM custody.issuer_key WHERE organization = :organization AND algorithm = :algorithm AND state = :state
                        ORDER BY created_at DESC LIMIT 1
                        """)
                .param("organization", organization.value())
                .param("algorithm", algorithm.curve())
                .param("state", state.name())
                .query(SealedKeys::row)
                .optional();
    }

    Optional<Row> find(OrganizationId organization, UUID id) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM custody.issuer_key WHERE organization = :organization AND id = :id")
                .param("organization", organization.value())
                .param("id", id)
                .query(SealedKeys::row)
                .optional();
    }

    Optional<Row> byMultibase(OrganizationId organization, String multibase) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM custody.issuer_key WHERE organization = :organization AND multibase = :multibase")
                .param("organization", organization.value())
                .param("multibase", multibase)
                .query(SealedKeys::row)
                .optional();
    }

    /** All keys of an organization, the active first, then the newest. */
    List<IssuerKey> of(OrganizationId organization) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM custody.issuer_key WHERE organization = :organization
                        ORDER BY array_position(ARRAY['ACTIVE', 'PENDING', 'RETIRED', 'COMPROMISED'], state), created_at DESC
                        """)
                .param("organization", organization.value())
                .query((row, n) -> row(row, n).key())
                .list();
    }

    /** Every key whose private half the database keeps. */
    List<Row> sealed() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM custody.issuer_key WHERE sealed IS NOT NULL")
                .query(SealedKeys::row)
                .list();
    }

    /** Every organization's key. */
    List<WrappedKey> allWrapped() {
        return jdbc.sql("SELECT id, organization, master, nonce, sealed FROM custody.organization_key")
                .query(SealedKeys::wrapped)
                .list();
    }

    Optional<OrganizationId> ownerOf(String multibase) {
        return jdbc.sql("SELECT organization FROM custody.issuer_key WHERE multibase = :multibase")
                .param("multibase", multibase)
                .query((row, number) -> new OrganizationId(row.getObject("organization", UUID.class)))
                .optional();
    }

    /** Adds a key unless the organization has one in this state already; returns whether it was added. */
    boolean add(UUID id, OrganizationId organization, State state, String keeper, Kept key) {
        Sealed sealed = key.sealed();
        return jdbc.sql("""
                        INSERT INTO custody.issuer_key
                            (id, organization, algorithm, version, state, keeper, multibase, nonce, sealed, created_at, activated_at)
                        VALUES (:id, :organization, :algorithm, :version, :state, :keeper, :multibase, :nonce, :sealed, :now, :activated)
                        ON CONFLICT (organization, algorithm, state) WHERE state IN ('ACTIVE', 'PENDING') DO NOTHING
                        """)
                        .param("id", id)
                        .param("organization", organization.value())
                        .param("algorithm", key.publicKey().algorithm().curve())
                        .param("version", VERSION)
                        .param("state", state.name())
                        .param("keeper", keeper)
                        .param("multibase", key.publicKey().multibase())
                        .param("nonce", sealed == null ? null : sealed.nonce())
                        .param("sealed", sealed == null ? null : sealed.ciphertext())
                        .param("now", now())
                        .param("activated", state == State.ACTIVE ? now() : null)
                        .update()
                == 1;
    }

    /** Moves a key on from the state that it is believed to be in; false when somebody else has moved it. */
    boolean move(UUID id, State from, State to) {
        return jdbc.sql("""
                        UPDATE custody.issuer_key SET state = :to,
                            activated_at = CASE WHEN :to = 'ACTIVE' THEN :now ELSE activated_at END,
                            retired_at = CASE WHEN :to IN ('RETIRED', 'COMPROMISED') THEN coalesce(retired_at, :now) ELSE retired_at END
                        WHERE id = :id AND state = :from
                        """)
                        .param("id", id)
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("now", now())
                        .update()
                == 1;
    }

    void compromisedSince(UUID id, Instant since) {
        jdbc.sql("UPDATE custody.issuer_key SET compromised_since = :since WHERE id = :id")
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** Announced keys that have been known for long enough, and organizations whose active key is too old and has no successor. */
    List<IssuerKey> announcedBefore(Instant moment) {
        return older("state = 'PENDING' AND created_at <= :moment", moment);
    }

    List<IssuerKey> activeSince(Instant moment) {
        return older(
                "state = 'ACTIVE' AND activated_at <= :moment AND NOT EXISTS (SELECT 1 FROM custody.issuer_key p WHERE p.state = 'PENDING' "
                        + "AND p.organization = k.organization AND p.algorithm = k.algorithm)",
                moment);
    }

    private List<IssuerKey> older(String condition, Instant moment) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM custody.issuer_key k WHERE " + condition)
                .param("moment", OffsetDateTime.ofInstant(moment, ZoneOffset.UTC))
                .query((row, n) -> row(row, n).key())
                .list();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static WrappedKey wrapped(ResultSet row, int number) throws SQLException {
        return new WrappedKey(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getString("master"),
                new Sealed(row.getBytes("nonce"), row.getBytes("sealed")));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        VerificationKey publicKey = publicKey(row.getString("multibase"));
        byte[] sealed = row.getBytes("sealed");
        IssuerKey key = new IssuerKey(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization", UUID.class)),
                State.valueOf(row.getString("state")),
                row.getString("keeper"),
                publicKey,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "activated_at"),
                instant(row, "retired_at"),
                instant(row, "compromised_since"));
        return new Row(key, new Kept(publicKey, sealed == null ? null : new Sealed(row.getBytes("nonce"), sealed)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static VerificationKey publicKey(String multibase) {
        return VerificationKey.ofMultibase(multibase)
                .orElseThrow(() -> new IllegalStateException("a stored public key is a Multikey"));
    }
}
