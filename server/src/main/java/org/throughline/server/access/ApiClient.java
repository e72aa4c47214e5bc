package org.throughline.server.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;

/**
 * A program that may ask for tokens (OAuth 2.0 client).
 *
 * @param id its {@code client_id}
 * @param nullableOrganization the organization that made it; null where the program registered itself (RFC 7591)
 * @param grants the words of OAuth 2.0: {@code client_credentials}, {@code authorization_code}, {@code refresh_token}
 * @param method how it proves itself at the token endpoint
 */
public record ApiClient(
        String id,
        @Nullable OrganizationId nullableOrganization,
        ClientMetadata metadata,
        Set<String> grants,
        String method,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    public static final String CLIENT_CREDENTIALS = "client_credentials";
    public static final String AUTHORIZATION_CODE = "authorization_code";
    public static final String REFRESH_TOKEN = "refresh_token";

    public ApiClient {
        grants = Set.copyOf(grants);
    }

    public Optional<OrganizationId> organization() {
        return Optional.ofNullable(nullableOrganization);
    }

    /** Whether it can keep a secret; one that cannot (in a browser, on a phone) has none. */
    public boolean confidential() {
        return !method.equals("none");
    }
}
