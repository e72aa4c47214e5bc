package org.throughline.server.access;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SessionPerson;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;

/**
 * What programs were given, as Spring's authorization server keeps it: a question, then a code, then tokens. Codes and tokens stand here as
 * hashes. A grant that is read back knows in plain only what the caller showed; in the place of the others stands {@code sha256:…}, and is
 * kept as it was when the grant is saved again.
 */
@Component
class GrantsGiven implements OAuth2AuthorizationService {
    private static final String HASHED = "sha256:";
    private static final String VERSION = "throughline.version";
    private static final String WHY = "an application exchanges what it was given, nobody is signed in";

    private final JdbcClient jdbc;
    private final RegisteredClients registered;
    private final ApiClients clients;
    private final TransactionTemplate transactions;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;

    GrantsGiven(
            JdbcClient jdbc,
            RegisteredClients registered,
            ApiClients clients,
            TransactionTemplate transactions,
            PublicAddress address,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.registered = registered;
        this.clients = clients;
        this.transactions = transactions;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
    }

    /** A grant as the person for whom the program acts sees it. */
    record Given(String id, String client, String clientName, Set<String> scopes, Instant since) {}

    /** A token's grant that still stands. */
    record Standing(
            String client,
            @Nullable UUID organization,
            @Nullable UUID person,
            Set<String> scopes) {}

    @Override
    public void save(OAuth2Authorization grant) {
        Reach.asHouse(WHY, () -> transactions.executeWithoutResult(status -> store(grant)));
    }

    private void store(OAuth2Authorization grant) {
        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        Authentication principal = grant.getAttribute(Principal.class.getName());
        String state = grant.getAttribute(OAuth2ParameterNames.STATE);
        var code = grant.getToken(OAuth2AuthorizationCode.class);
        var access = grant.getAccessToken();
        var refresh = grant.getRefreshToken();
        ApiClient client = clients.find(grant.getRegisteredClientId())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        UUID person =
                principal != null && principal.getPrincipal() instanceof SessionPerson session ? session.id() : null;
        boolean known = unchangedSince(grant);
        jdbc.sql("""
                INSERT INTO access.grant_given (id, client, organization, person, grant_type, scopes, asked_scopes, redirect_uri,
                    client_state, code_challenge, state_hash, code_hash, code_issued, code_expires, code_used, access_hash,
                    access_issued, access_expires, access_revoked, refresh_hash, refresh_issued, refresh_expires, refresh_revoked,
                    created_at)
                VALUES (:id, :client, :organization, :person, :type, :scopes, :asked, :redirect, :clientState, :challenge, :state,
                    :code, :codeIssued, :codeExpires, :codeUsed, :access, :accessIssued, :accessExpires, :accessRevoked, :refresh,
                    :refreshIssued, :refreshExpires, :refreshRevoked, :now)
                ON CONFLICT (id) DO UPDATE SET version = access.grant_given.version + 1, scopes = excluded.scopes, state_hash = excluded.state_hash,
                    code_hash = excluded.code_hash, code_issued = excluded.code_issued, code_expires = excluded.code_expires,
                    code_used = excluded.code_used, access_hash = excluded.access_hash, access_issued = excluded.access_issued,
                    access_expires = excluded.access_expires, access_revoked = excluded.access_revoked,
                    refresh_before = CASE WHEN access.grant_given.refresh_hash IS NOT NULL
                            AND access.grant_given.refresh_hash IS DISTINCT FROM excluded.refresh_hash
                        THEN access.grant_given.refresh_before || access.grant_given.refresh_hash
                        ELSE access.grant_given.refresh_before END,
                    refresh_hash = excluded.refresh_hash, refresh_issued = excluded.refresh_issued,
                    refresh_expires = excluded.refresh_expires, refresh_revoked = excluded.refresh_revoked
                """)
                .param("id", grant.getId())
                .param("client", client.id())
                .param(
                        "organization",
                        client.organization().map(OrganizationId::value).orElse(null))
                .param("person", person)
                .param("type", grant.getAuthorizationGrantType().getValue())
                .param("scopes", ApiClients.strings(grant.getAuthorizedScopes()))
                .param("asked", request == null ? new String[0] : ApiClients.strings(request.getScopes()))
                .param("redirect", request == null ? null : request.getRedirectUri())
                .param("clientState", request == null ? null : request.getState())
                .param(
                        "challenge",
                        request == null
                                ? null
                                : request.getAdditionalParameters().get("code_challenge"))
                .param("state", state == null ? null : hash(state))
                .param("code", code == null ? null : hash(code.getToken()))
                .param("codeIssued", code == null ? null : at(code.getToken().getIssuedAt()))
                .param("codeExpires", code == null ? null : at(code.getToken().getExpiresAt()))
                .param("codeUsed", code != null && code.isInvalidated())
                .param("access", access == null ? null : hash(access.getToken()))
                .param(
                        "accessIssued",
                        access == null ? null : at(access.getToken().getIssuedAt()))
                .param(
                        "accessExpires",
                        access == null ? null : at(access.getToken().getExpiresAt()))
                .param("accessRevoked", access != null && access.isInvalidated())
                .param("refresh", refresh == null ? null : hash(refresh.getToken()))
                .param(
                        "refreshIssued",
                        refresh == null ? null : at(refresh.getToken().getIssuedAt()))
                .param(
                        "refreshExpires",
                        refresh == null ? null : at(refresh.getToken().getExpiresAt()))
                .param("refreshRevoked", refresh != null && refresh.isInvalidated())
                .param("now", OffsetDateTime.now(clock))
                .update();
        if (access != null && !access.isInvalidated()) {
            clients.used(client.id());
        }
        record(known, client, person, grant, code != null);
    }

    /** One entry for each thing that a program is given. */
    private void record(
            boolean known, ApiClient client, @Nullable UUID person, OAuth2Authorization grant, boolean code) {
        String actor = person == null ? client.id() : person.toString();
        String organization =
                client.organization().map(OrganizationId::toString).orElse(null);
        var access = grant.getAccessToken();
        if (access != null && access.isInvalidated()) {
            audit.record(new AuditEntry("token.revoked", actor, organization, client.id(), Map.of()));
        } else if (access != null) {
            audit.record(new AuditEntry(
                    "token.given",
                    actor,
                    organization,
                    client.id(),
                    Map.of("grant", grant.getAuthorizationGrantType().getValue())));
        } else if (code && known) {
            audit.record(new AuditEntry(
                    "client.agreed-to",
                    actor,
                    organization,
                    client.id(),
                    Map.of(
                            "scopes",
                            Integer.toString(grant.getAuthorizedScopes().size()))));
        }
    }

    /** Whether the grant is there already, as it was read: of two who exchange the same code or token at once, the second is refused. */
    private boolean unchangedSince(OAuth2Authorization grant) {
        Integer read = grant.getAttribute(VERSION);
        Optional<Integer> kept = jdbc.sql("SELECT version FROM access.grant_given WHERE id = :id FOR UPDATE")
                .param("id", grant.getId())
                .query(Integer.class)
                .optional();
        if (read != null && !exchangedOnce(read, kept.orElse(-1))) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        return kept.isPresent();
    }

    private static boolean exchangedOnce(int read, int kept) {
        return read == kept;
    }

    /** Asked when a person says no: the question is forgotten, that it was answered is not. */
    @Override
    public void remove(OAuth2Authorization grant) {
        Reach.asHouse(
                WHY,
                () -> transactions.executeWithoutResult(status -> jdbc.sql(
                                "DELETE FROM access.grant_given WHERE id = :id RETURNING client, person, organization")
                        .param("id", grant.getId())
                        .query((row, number) -> new AuditEntry(
                                "client.turned-down",
                                Optional.ofNullable(row.getString("person")).orElse(row.getString("client")),
                                row.getString("organization"),
                                row.getString("client"),
                                Map.of()))
                        .list()
                        .forEach(audit::record)));
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return Reach.asHouse(WHY, () -> read("id = :key", id, ""));
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        byte[] hash = Secret.hash(token);
        String condition = condition(type == null ? "" : type.getValue());
        if (condition.isEmpty()) {
            return null;
        }
        return Reach.asHouse(WHY, () -> {
            OAuth2Authorization found = read(condition, hash, token);
            if (found == null && type != null && OAuth2ParameterNames.REFRESH_TOKEN.equals(type.getValue())) {
                endWhatWasStolen(hash);
            }
            return found;
        });
    }

    private static String condition(String type) {
        return switch (type) {
            case "" -> "(access_hash = :key OR refresh_hash = :key)";
            case OAuth2ParameterNames.STATE -> "state_hash = :key";
            case OAuth2ParameterNames.CODE -> "code_hash = :key";
            case OAuth2ParameterNames.ACCESS_TOKEN -> "access_hash = :key";
            case OAuth2ParameterNames.REFRESH_TOKEN -> "refresh_hash = :key";
            default -> ""; // kinds of tokens that we give nobody
        };
    }

    /** A refresh token that was exchanged before comes back: somebody has a copy, so the whole grant ends (RFC 9700 section 4.14.2). */
    private void endWhatWasStolen(byte[] hash) {
        transactions.executeWithoutResult(status -> {
            List<String> ended = jdbc.sql("""
                    DELETE FROM access.grant_given WHERE refresh_before @> ARRAY[:hash::bytea] RETURNING client
                    """)
                    .param("hash", hash)
                    .query((row, number) -> row.getString(1))
                    .list();
            for (String client : ended) {
                audit.record(new AuditEntry(
                        "token.revoked", client, null, client, Map.of("because", "refresh token used twice")));
            }
        });
    }

    private @Nullable OAuth2Authorization read(String condition, Object key, String shown) {
        return jdbc.sql("SELECT * FROM access.grant_given WHERE " + condition)
                .param("key", key)
                .query((row, number) -> {
                    RegisteredClient client = registered.findByClientId(row.getString("client"));
                    return Optional.ofNullable(client == null ? null : rebuilt(row, client, shown));
                })
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    private OAuth2Authorization rebuilt(ResultSet row, RegisteredClient client, String shown) throws SQLException {
        UUID person = row.getObject("person", UUID.class);
        byte[] hash = Secret.hash(shown);
        OAuth2Authorization.Builder grant = OAuth2Authorization.withRegisteredClient(client)
                .id(row.getString("id"))
                .principalName(person == null ? client.getClientId() : person.toString())
                .authorizationGrantType(new AuthorizationGrantType(row.getString("grant_type")))
                .authorizedScopes(ApiClients.set(row.getArray("scopes")));
        grant.attribute(VERSION, row.getInt("version"));
        if (person != null) {
            grant.attribute(
                    Principal.class.getName(),
                    UsernamePasswordAuthenticationToken.authenticated(new SessionPerson(person), null, List.of()));
        }
        String challenge = row.getString("code_challenge");
        if (row.getString("redirect_uri") != null) {
            grant.attribute(
                    OAuth2AuthorizationRequest.class.getName(),
                    OAuth2AuthorizationRequest.authorizationCode()
                            .authorizationUri(address.url("/oauth2/authorize"))
                            .clientId(client.getClientId())
                            .redirectUri(row.getString("redirect_uri"))
                            .scopes(ApiClients.set(row.getArray("asked_scopes")))
                            .state(row.getString("client_state"))
                            .additionalParameters(
                                    challenge == null
                                            ? Map.of()
                                            : Map.of("code_challenge", challenge, "code_challenge_method", "S256"))
                            .build());
        }
        String state = value(row.getBytes("state_hash"), hash, shown);
        if (state != null) {
            grant.attribute(OAuth2ParameterNames.STATE, state);
        }
        String code = value(row.getBytes("code_hash"), hash, shown);
        if (code != null) {
            token(
                    grant,
                    new OAuth2AuthorizationCode(
                            code, ApiClients.instant(row, "code_issued"), ApiClients.instant(row, "code_expires")),
                    row.getBoolean("code_used"));
        }
        String access = value(row.getBytes("access_hash"), hash, shown);
        if (access != null) {
            Set<String> scopes = new LinkedHashSet<>(ApiClients.set(row.getArray("scopes")));
            token(
                    grant,
                    new OAuth2AccessToken(
                            OAuth2AccessToken.TokenType.BEARER,
                            access,
                            when(row, "access_issued"),
                            when(row, "access_expires"),
                            scopes),
                    row.getBoolean("access_revoked"));
        }
        String refresh = value(row.getBytes("refresh_hash"), hash, shown);
        if (refresh != null) {
            token(
                    grant,
                    new OAuth2RefreshToken(refresh, when(row, "refresh_issued"), when(row, "refresh_expires")),
                    row.getBoolean("refresh_revoked"));
        }
        return grant.build();
    }

    private static <T extends OAuth2Token> void token(OAuth2Authorization.Builder grant, T token, boolean invalidated) {
        grant.token(token, metadata -> metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, invalidated));
    }

    private static @Nullable String value(byte @Nullable [] kept, byte[] hash, String shown) {
        if (kept == null) {
            return null;
        }
        return java.util.Arrays.equals(kept, hash)
                ? shown
                : HASHED + HexFormat.of().formatHex(kept);
    }

    private static byte[] hash(OAuth2Token token) {
        return hash(token.getTokenValue());
    }

    private static byte[] hash(String value) {
        return value.startsWith(HASHED)
                ? HexFormat.of().parseHex(value.substring(HASHED.length()))
                : Secret.hash(value);
    }

    /** The grant behind an access token, if it still stands: not ended, not revoked, its client still there. */
    Optional<Standing> standing(String accessToken) {
        return Reach.asHouse(
                "a token shows who asks",
                () -> jdbc.sql("""
                        SELECT g.client, g.organization, g.person, g.scopes FROM access.grant_given g
                            JOIN access.client c ON c.id = g.client
                        WHERE g.access_hash = :hash AND NOT g.access_revoked AND g.access_expires > :now AND c.revoked_at IS NULL
                        """)
                        .param("hash", Secret.hash(accessToken))
                        .param("now", OffsetDateTime.now(clock))
                        .query((row, number) -> new Standing(
                                row.getString("client"),
                                row.getObject("organization", UUID.class),
                                row.getObject("person", UUID.class),
                                ApiClients.set(row.getArray("scopes"))))
                        .optional());
    }

    /** The question that a person is asked now; somebody else's is a {@code Problem NOT_FOUND}. */
    Question question(String state, PersonId person) {
        return Reach.asHouse(
                "the question of an application waits for its answer",
                () -> jdbc.sql("""
                        SELECT client, redirect_uri, asked_scopes FROM access.grant_given
                        WHERE state_hash = :state AND person = :person AND code_hash IS NULL
                        """)
                        .param("state", Secret.hash(state))
                        .param("person", person.value())
                        .query((row, number) -> new Question(
                                row.getString("client"),
                                row.getString("redirect_uri"),
                                ApiClients.set(row.getArray("asked_scopes"))))
                        .optional()
                        .orElseThrow(Problem::notFound));
    }

    /** What a program asks of a person. */
    record Question(String client, String redirectUri, Set<String> scopes) {}

    /** The programs that act for a person now. */
    List<Given> of(PersonId person) {
        return Reach.asHouse(
                "a person sees the names of applications that registered themselves",
                () -> jdbc.sql("""
                        SELECT g.id, g.client, c.name, g.scopes, g.created_at FROM access.grant_given g
                            JOIN access.client c ON c.id = g.client
                        WHERE g.person = :person AND g.access_hash IS NOT NULL AND NOT g.access_revoked AND c.revoked_at IS NULL
                            AND greatest(g.access_expires, g.refresh_expires) > :now
                        ORDER BY g.created_at DESC
                        """)
                        .param("person", person.value())
                        .param("now", OffsetDateTime.now(clock))
                        .query((row, number) -> new Given(
                                row.getString("id"),
                                row.getString("client"),
                                row.getString("name"),
                                ApiClients.set(row.getArray("scopes")),
                                ApiClients.instant(row, "created_at")))
                        .list());
    }

    /** Takes back what a person gave a program. */
    void takeBack(String id, PersonId person) {
        transactions.executeWithoutResult(status -> {
            String client = jdbc.sql(
                            "DELETE FROM access.grant_given WHERE id = :id AND person = :person RETURNING client")
                    .param("id", id)
                    .param("person", person.value())
                    .query(String.class)
                    .optional()
                    .orElseThrow(Problem::notFound);
            audit.record(new AuditEntry("client.agreement-withdrawn", person.toString(), null, client, Map.of()));
        });
    }

    /** Forgets grants that are over. */
    int forgetEnded() {
        return jdbc.sql("""
                DELETE FROM access.grant_given
                WHERE created_at < :day AND coalesce(greatest(code_expires, access_expires, refresh_expires), created_at) < :day
                """)
                .param("day", OffsetDateTime.now(clock).minusDays(1))
                .update();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static @Nullable Instant when(ResultSet row, String column) throws SQLException {
        return ApiClients.nullableInstant(row, column);
    }
}
