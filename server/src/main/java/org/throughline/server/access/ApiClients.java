package org.throughline.server.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The programs that may ask for tokens: those that organizations make, and those that registered themselves. */
@Component
public class ApiClients {
    /** How long the older secret goes on after a newer one was made. */
    public static final Duration OVERLAP = Duration.ofDays(7);

    /** How long a program that registered itself may wait before its first token. */
    public static final Duration UNUSED = Duration.ofDays(7);

    /** How many programs may register themselves in a day, on this whole installation. */
    static final int REGISTRATIONS_A_DAY = 500;

    private static final int MOST_PER_ORGANIZATION = 100;
    private static final String SECRET_PREFIX = "tls_";
    private static final String CLIENT_PREFIX = "tlc_"; // never looks like a person's id
    private static final String SELECT = "SELECT * FROM access.client ";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    ApiClients(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** A client as it was just made, with the secret that is shown this once; none where it cannot keep one. */
    public record Made(ApiClient client, @Nullable String secret) {
        @Override
        public String toString() {
            return "Made[" + client.id() + "]";
        }
    }

    /** A secret as its owner sees it afterwards. */
    public record Kept(Instant createdAt, @Nullable Instant expiresAt) {}

    /**
     * Makes a client of an organization.
     *
     * @param grants {@code client_credentials} to act for the organization, {@code authorization_code} to act for people who agree
     * @param confidential whether it can keep a secret
     */
    @Transactional
    public Made make(
            OrganizationId organization,
            ClientMetadata metadata,
            Set<String> grants,
            boolean confidential,
            PersonId by) {
        if (of(organization).stream().filter(c -> c.revokedAt() == null).count() >= MOST_PER_ORGANIZATION) {
            throw refuse("An organization has %d clients at most. Revoke one that is not used."
                    .formatted(MOST_PER_ORGANIZATION));
        }
        String method = confidential ? "client_secret_basic" : "none";
        ApiClient client = client(organization, metadata, grants, method);
        if (grants.contains(ApiClient.CLIENT_CREDENTIALS)) {
            if (!confidential) {
                throw refuse("A program that cannot keep a secret cannot act for your organization.");
            }
            Set<String> allowed = new LinkedHashSet<>();
            Scopes.forOrganizations().forEach(scope -> allowed.add(scope.wire()));
            if (grants.size() == 1 && !allowed.containsAll(metadata.scopes())) {
                throw refuse("What concerns a person's own record needs that person's agreement: "
                        + "let the program act for people too.");
            }
        }
        insert(client, by);
        String secret = confidential ? newSecret(client.id()) : null;
        audit.record(new AuditEntry(
                "client.made",
                by.toString(),
                organization.toString(),
                client.id(),
                Map.of(
                        "grants",
                        String.join(" ", client.grants().stream().sorted().toList()))));
        return new Made(client, secret);
    }

    /** Takes in a program that registers itself; too many in a day are a {@code Problem TOO_MANY_ATTEMPTS}. */
    @Transactional
    public Made register(ClientMetadata metadata, Set<String> grants, String method) {
        jdbc.sql("SELECT pg_advisory_xact_lock(5160, 1)")
                .query((row, number) -> true)
                .single();
        long today = jdbc.sql("SELECT count(*) FROM access.client WHERE organization IS NULL AND created_at > :since")
                .param("since", now().minusDays(1))
                .query(Long.class)
                .single();
        if (!registrationAllowed(today)) {
            throw new Problem(
                    ProblemType.TOO_MANY_ATTEMPTS,
                    "More programs registered themselves today than this server takes in a day. Try again tomorrow.");
        }
        if (metadata.hosts().size() > 1) {
            throw refuse("All addresses of a program that registers itself must have the same host name.");
        }
        ApiClient client = client(null, metadata, grants, method);
        insert(client, null);
        String secret = client.confidential() ? newSecret(client.id()) : null;
        audit.record(new AuditEntry("client.registered", "system", null, client.id(), Map.of()));
        return new Made(client, secret);
    }

    static boolean registrationAllowed(long today) {
        return today < REGISTRATIONS_A_DAY;
    }

    private ApiClient client(
            @Nullable OrganizationId organization, ClientMetadata metadata, Set<String> grants, String method) {
        if (grants.isEmpty()) {
            throw refuse("Choose for whom the program acts.");
        }
        if (grants.contains(ApiClient.AUTHORIZATION_CODE)
                && metadata.redirectUris().isEmpty()) {
            throw refuse("A program that acts for people needs a redirect address.");
        }
        if (metadata.scopes().isEmpty()) {
            throw refuse("Choose at least one thing that the program may do.");
        }
        return new ApiClient(
                Secret.name(CLIENT_PREFIX), organization, metadata, grants, method, clock.instant(), null, null);
    }

    /** What {@link #make} asks, of a client that comes with its organization. */
    static void demandTakeable(String id, ClientMetadata metadata, Set<String> grants, boolean confidential) {
        Set<String> known = Set.of(ApiClient.CLIENT_CREDENTIALS, ApiClient.AUTHORIZATION_CODE, ApiClient.REFRESH_TOKEN);
        if (!id.matches(CLIENT_PREFIX + "[A-Za-z0-9_-]{8,200}") || !known.containsAll(grants)) {
            throw refuse("This is no client of ours.");
        }
        if (metadata.scopes().isEmpty()
                || grants.contains(ApiClient.AUTHORIZATION_CODE)
                        && metadata.redirectUris().isEmpty()
                || grants.contains(ApiClient.CLIENT_CREDENTIALS) && !confidential) {
            throw refuse("A client like this cannot be made.");
        }
    }

    private void insert(ApiClient client, @Nullable PersonId by) {
        ClientMetadata metadata = client.metadata();
        jdbc.sql("""
                INSERT INTO access.client (id, organization, name, client_uri, logo_uri, policy_uri, tos_uri, redirect_uris, grants,
                    scopes, method, created_by, created_at)
                VALUES (:id, :organization, :name, :clientUri, :logoUri, :policyUri, :tosUri, :redirectUris, :grants,
                    :scopes, :method, :by, :now)
                """)
                .param("id", client.id())
                .param(
                        "organization",
                        client.organization().map(OrganizationId::value).orElse(null))
                .param("name", metadata.name())
                .param("clientUri", metadata.clientUri())
                .param("logoUri", metadata.logoUri())
                .param("policyUri", metadata.policyUri())
                .param("tosUri", metadata.tosUri())
                .param("redirectUris", strings(metadata.redirectUris()))
                .param("grants", strings(client.grants()))
                .param("scopes", strings(metadata.scopes()))
                .param("method", client.method())
                .param("by", by == null ? null : by.value())
                .param("now", now())
                .update();
    }

    private String newSecret(String client) {
        String secret = Secret.make(SECRET_PREFIX);
        jdbc.sql("INSERT INTO access.client_secret (hash, client, created_at) VALUES (:hash, :client, :now)")
                .param("hash", Secret.hash(secret))
                .param("client", client)
                .param("now", now())
                .update();
        return secret;
    }

    /** The client that still stands. */
    @Transactional(readOnly = true)
    public Optional<ApiClient> find(String id) {
        return jdbc.sql(SELECT + "WHERE id = :id AND revoked_at IS NULL")
                .param("id", id)
                .query(ApiClients::read)
                .optional();
    }

    /** The clients that an organization made, the newest first, revoked ones among them. */
    @Transactional(readOnly = true)
    public List<ApiClient> of(OrganizationId organization) {
        return jdbc.sql(SELECT + "WHERE organization = :organization ORDER BY created_at DESC, id")
                .param("organization", organization.value())
                .query(ApiClients::read)
                .list();
    }

    /** One of an organization's clients; anything else is a {@code Problem NOT_FOUND}. */
    @Transactional(readOnly = true)
    public ApiClient require(OrganizationId organization, String id) {
        return of(organization).stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** The secrets that still work, the newest first. */
    @Transactional(readOnly = true)
    public List<Kept> secrets(String client) {
        return jdbc.sql("""
                SELECT created_at, expires_at FROM access.client_secret
                WHERE client = :client AND (expires_at IS NULL OR expires_at > :now) ORDER BY created_at DESC
                """)
                .param("client", client)
                .param("now", now())
                .query((row, number) -> new Kept(instant(row, "created_at"), nullableInstant(row, "expires_at")))
                .list();
    }

    @Transactional(readOnly = true)
    List<byte[]> secretHashes(String client) {
        return jdbc.sql("""
                SELECT hash FROM access.client_secret WHERE client = :client AND (expires_at IS NULL OR expires_at > :now)
                """)
                .param("client", client)
                .param("now", now())
                .query((row, number) -> row.getBytes(1))
                .list();
    }

    /** A new secret, shown this once; the older ones go on for {@link #OVERLAP}. */
    @Transactional
    public String rotate(OrganizationId organization, String id, PersonId by) {
        ApiClient client = require(organization, id);
        if (client.revokedAt() != null || !client.confidential()) {
            throw refuse("This client has no secret.");
        }
        jdbc.sql("""
                UPDATE access.client_secret SET expires_at = :until WHERE client = :client AND (expires_at IS NULL OR expires_at > :until)
                """).param("until", now().plus(OVERLAP)).param("client", id).update();
        String secret = newSecret(id);
        audit.record(new AuditEntry("client.secret-rotated", by.toString(), organization.toString(), id, Map.of()));
        return secret;
    }

    /** Ends a client: its secrets and all tokens that it holds stop working. */
    @Transactional
    public void revoke(OrganizationId organization, String id, PersonId by) {
        require(organization, id);
        int revoked = jdbc.sql("UPDATE access.client SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                .param("now", now())
                .param("id", id)
                .update();
        if (revoked == 0) {
            return;
        }
        jdbc.sql("DELETE FROM access.client_secret WHERE client = :id")
                .param("id", id)
                .update();
        jdbc.sql("DELETE FROM access.grant_given WHERE client = :id")
                .param("id", id)
                .update();
        audit.record(new AuditEntry("client.revoked", by.toString(), organization.toString(), id, Map.of()));
    }

    /** Notes that a client was used, at most once a minute. */
    @Transactional
    void used(String id) {
        jdbc.sql("""
                UPDATE access.client SET last_used_at = :now
                WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :now - interval '1 minute')
                """).param("now", now()).param("id", id).update();
    }

    /** Removes programs that registered themselves and never came back. */
    @Transactional
    int forgetUnused() {
        int gone = jdbc.sql("""
                DELETE FROM access.client
                WHERE organization IS NULL AND last_used_at IS NULL AND created_at < :before
                """).param("before", now().minus(UNUSED)).update();
        if (gone > 0) {
            audit.record(new AuditEntry(
                    "clients.expired", "system", null, "clients", Map.of("count", Integer.toString(gone))));
        }
        return gone;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static ApiClient read(ResultSet row, int number) throws SQLException {
        UUID organization = row.getObject("organization", UUID.class);
        return new ApiClient(
                row.getString("id"),
                organization == null ? null : new OrganizationId(organization),
                new ClientMetadata(
                        row.getString("name"),
                        row.getString("client_uri"),
                        row.getString("logo_uri"),
                        row.getString("policy_uri"),
                        row.getString("tos_uri"),
                        set(row.getArray("redirect_uris")),
                        set(row.getArray("scopes"))),
                set(row.getArray("grants")),
                row.getString("method"),
                instant(row, "created_at"),
                nullableInstant(row, "last_used_at"),
                nullableInstant(row, "revoked_at"));
    }

    static Set<String> set(Array array) throws SQLException {
        return new LinkedHashSet<>(List.of((String[]) array.getArray()));
    }

    static String[] strings(Collection<String> values) {
        return values.toArray(String[]::new);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Problem refuse(String detail) {
        return new Problem(ProblemType.BAD_INPUT, detail);
    }
}
