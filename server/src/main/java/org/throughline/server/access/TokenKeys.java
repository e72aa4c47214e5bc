package org.throughline.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.custody.SealedSecrets;
import org.throughline.server.database.Reach;

/**
 * The keys (P-256, ES256) that sign our access tokens; the secret halves lie sealed in custody. A new one takes over every ninety days; the
 * older ones stay published until the last token that they signed is over. All servers on one database share them.
 */
@Component
class TokenKeys implements JWKSource<SecurityContext> {
    private static final Duration ROTATION = Duration.ofDays(90);
    private static final Duration STILL_PUBLISHED = Duration.ofDays(1);
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final String PURPOSE = "key that signs access tokens";
    private static final String WHY = "the server's own keys sign a token";

    private final JdbcClient jdbc;
    private final SealedSecrets secrets;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final Clock clock;
    private volatile @Nullable Known known;

    TokenKeys(JdbcClient jdbc, SealedSecrets secrets, TransactionTemplate transactions, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    private record Known(JWKSet all, Instant at) {}

    private record Row(String id, String jwk, UUID secret, Instant createdAt, boolean active) {}

    /** The key that signs now stands first. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(now().all);
    }

    private Known now() {
        Known present = known;
        if (present == null || present.at.plus(REMEMBERED).isBefore(clock.instant())) {
            present = Reach.asHouse(WHY, () -> transactions.execute(status -> read()));
            known = present;
        }
        return java.util.Objects.requireNonNull(present);
    }

    /** Sees that there is a key that is not too old: at the start and from time to time, so that no request has to make one. */
    @EventListener(ApplicationReadyEvent.class)
    void keepFresh() {
        Reach.asHouse(
                WHY,
                () -> transactions.executeWithoutResult(
                        status -> makeUnless(r -> r.createdAt.plus(ROTATION).isAfter(clock.instant()))));
    }

    private void makeUnless(Predicate<Row> good) {
        if (rows().stream().noneMatch(r -> r.active && good.test(r))) {
            jdbc.sql("SELECT pg_advisory_xact_lock(5160, 2)")
                    .query((r, n) -> true)
                    .single();
            if (rows().stream().noneMatch(r -> r.active && good.test(r))) {
                rotate();
            }
        }
    }

    private Known read() {
        makeUnless(r -> true);
        List<Row> rows = rows();
        Instant now = clock.instant();
        try {
            Row active = rows.stream().filter(Row::active).findFirst().orElseThrow();
            ECKey signing = ECKey.parse(new String(secrets.open(active.secret, PURPOSE), StandardCharsets.UTF_8));
            Stream<JWK> older = rows.stream().filter(r -> !r.active).map(r -> parsed(r.jwk));
            return new Known(
                    new JWKSet(Stream.concat(Stream.<JWK>of(signing), older).toList()), now);
        } catch (ParseException e) {
            throw new IllegalStateException("a key that we wrote reads back", e);
        }
    }

    /** Makes a key and lets it take over; the one before stays published for a day. */
    void rotate() {
        ECKey made;
        try {
            made = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java makes P-256 keys", e);
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql("UPDATE access.token_key SET retired_at = :now WHERE retired_at IS NULL")
                .param("now", now)
                .update();
        UUID secret = secrets.keep(null, PURPOSE, made.toJSONString().getBytes(StandardCharsets.UTF_8));
        jdbc.sql("INSERT INTO access.token_key (id, public_jwk, secret, created_at) VALUES (:id, :jwk, :secret, :now)")
                .param("id", made.getKeyID())
                .param("jwk", made.toPublicJWK().toJSONString())
                .param("secret", secret)
                .param("now", now)
                .update();
        for (UUID old : jdbc.sql("DELETE FROM access.token_key WHERE retired_at < :before RETURNING secret")
                .param("before", now.minus(STILL_PUBLISHED))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list()) {
            secrets.destroy(old);
        }
        audit.record(new AuditEntry("token-key.made", "system", null, made.getKeyID(), Map.of("algorithm", "ES256")));
        known = null;
    }

    private List<Row> rows() {
        return jdbc.sql("""
                SELECT id, public_jwk, secret, created_at, retired_at IS NULL AS active FROM access.token_key
                WHERE retired_at IS NULL OR retired_at > :since ORDER BY created_at DESC
                """)
                .param("since", OffsetDateTime.now(clock).minus(STILL_PUBLISHED))
                .query((row, number) -> new Row(
                        row.getString("id"),
                        row.getString("public_jwk"),
                        row.getObject("secret", UUID.class),
                        ApiClients.instant(row, "created_at"),
                        row.getBoolean("active")))
                .list();
    }

    private static JWK parsed(String jwk) {
        try {
            return JWK.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("a key that we wrote reads back", e);
        }
    }
}
