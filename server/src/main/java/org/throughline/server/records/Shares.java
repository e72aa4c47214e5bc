package org.throughline.server.records;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Links that people give to strangers. Unknown, expired and revoked ones are the same to whoever tries them: nothing. */
@Component
public class Shares {
    /** How long a link opens when its owner says nothing else. */
    public static final Duration USUAL_LIFE = Duration.ofDays(30);

    /** A link is this and its secret. Browsers send nothing of what stands behind the {@code #}, so the secret is in no address that anybody logs. */
    public static final String BEFORE_THE_SECRET = "/s#";

    private static final Duration LONGEST_LIFE = Duration.ofDays(366);
    private static final int TOKEN_BYTES = 32;
    private static final String BY_ITS_TOKEN = "whoever holds a link need not be known: its token is their right";
    private static final String SELECT = """
            select s.*, array(select credential from records.share_item i where i.share = s.id order by position) as credentials
            from records.share s
            """;

    private final JdbcClient sql;
    private final KeptCredentials kept;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Shares(JdbcClient sql, KeptCredentials kept, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.kept = kept;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes a link to some of a person's credentials.
     *
     * @param life how long it opens, at most a year
     * @return the link's token, 256 random bits in base64url; this is the only time that anybody sees it
     */
    @Transactional
    public NewShare create(PersonId person, List<HeldCredentialId> credentials, String label, Duration life) {
        List<HeldCredentialId> chosen = credentials.stream().distinct().toList();
        long owned = kept.find(chosen.stream().map(HeldCredentialId::value).toList()).stream()
                .filter(c -> c.holder().equals(person))
                .count();
        if (chosen.isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose at least one credential to share.");
        }
        if (owned != chosen.size()) {
            throw Problem.notFound();
        }
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new Problem(ProblemType.BAD_INPUT, "A link can stay open for one day to one year.");
        }
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        ShareId id = new ShareId(UUID.randomUUID());
        Instant now = clock.instant();
        sql.sql("""
                        insert into records.share (id, person, label, token_sha256, created_at, expires_at) values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id.value(),
                        person.value(),
                        label.isBlank() ? "Shared link" : label.strip(),
                        kept(secret(token)),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(life)))
                .update();
        for (int i = 0; i < chosen.size(); i++) {
            sql.sql("insert into records.share_item values (?, ?, ?)")
                    .params(id.value(), chosen.get(i).value(), i)
                    .update();
        }
        audit.record(new AuditEntry(
                "share.created",
                person.toString(),
                null,
                id.toString(),
                Map.of("credentials", Integer.toString(chosen.size()))));
        return new NewShare(token, find(id).orElseThrow());
    }

    /** What a link shows now, and counts the look. Empty for an unknown, expired or revoked one. */
    @Transactional
    public Optional<Share> open(String token) {
        return look(token)
                .map(share -> Reach.asHouse(BY_ITS_TOKEN, () -> {
                    sql.sql("update records.share set views = views + 1, last_viewed_at = ? where id = ?")
                            .params(Timestamp.from(clock.instant()), share.id().value())
                            .update();
                    return share;
                }));
    }

    /** The same as {@link #open}, without counting: for what belongs to a page that was counted, and for what nobody looks at. */
    public Optional<Share> look(String token) {
        return Reach.asHouse(
                        BY_ITS_TOKEN,
                        () -> sql.sql(SELECT + "where s.token_sha256 = ?")
                                .param(kept(secret(token)))
                                .query(Shares::share)
                                .optional())
                .filter(this::isOpen);
    }

    private boolean isOpen(Share share) {
        return share.revokedAt() == null && share.expiresAt().isAfter(clock.instant());
    }

    /** A person's links, newest first. */
    public List<Share> of(PersonId person) {
        return sql.sql(SELECT + "where s.person = ? order by s.created_at desc, s.id")
                .param(person.value())
                .query(Shares::share)
                .list();
    }

    /** Closes a link at once and for good. */
    @Transactional
    public void revoke(PersonId person, ShareId share) {
        int closed = sql.sql(
                        "update records.share set revoked_at = ? where id = ? and person = ? and revoked_at is null")
                .params(Timestamp.from(clock.instant()), share.value(), person.value())
                .update();
        if (closed == 0 && find(share).filter(s -> s.person().equals(person)).isEmpty()) {
            throw Problem.notFound();
        }
        if (closed > 0) {
            audit.record(new AuditEntry("share.revoked", person.toString(), null, share.toString(), Map.of()));
        }
    }

    private Optional<Share> find(ShareId id) {
        return sql.sql(SELECT + "where s.id = ?")
                .param(id.value())
                .query(Shares::share)
                .optional();
    }

    private static byte[] secret(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }

    /** What is kept of a link's secret: nothing that would open the link. */
    private static byte[] kept(byte[] secret) {
        return Examination.sha256(secret);
    }

    private static Share share(ResultSet row, int n) throws SQLException {
        Timestamp revoked = row.getTimestamp("revoked_at");
        Timestamp viewed = row.getTimestamp("last_viewed_at");
        return new Share(
                new ShareId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("label"),
                Arrays.stream((UUID[]) row.getArray("credentials").getArray())
                        .map(HeldCredentialId::new)
                        .toList(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                revoked == null ? null : revoked.toInstant(),
                row.getInt("views"),
                viewed == null ? null : viewed.toInstant());
    }

    /**
     * A link just made.
     *
     * @param token what stands behind {@code /s#} in the link; shown once
     */
    public record NewShare(String token, Share share) {
        /** The link below the server's address: {@code /s#secret}. */
        public String path() {
            return BEFORE_THE_SECRET + token;
        }
    }
}
