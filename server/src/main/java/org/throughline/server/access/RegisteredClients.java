package org.throughline.server.access;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;

/** Our clients as Spring's authorization server wants to see them. */
@Component
class RegisteredClients implements RegisteredClientRepository {
    static final Duration ACCESS_TOKEN = Duration.ofMinutes(10);
    private static final Duration REFRESH_TOKEN = Duration.ofDays(60);
    private static final Duration CODE = Duration.ofMinutes(5);
    private static final String WHY = "an application proves itself before anybody is signed in";

    private final ApiClients clients;

    RegisteredClients(ApiClients clients) {
        this.clients = clients;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are made by ApiClients");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return Reach.asHouse(
                WHY,
                () -> clients.find(clientId)
                        .map(client -> registered(client, clients.secretHashes(clientId)))
                        .orElse(null));
    }

    private static RegisteredClient registered(ApiClient client, List<byte[]> secrets) {
        RegisteredClient.Builder registered = RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientName(client.metadata().name())
                .clientIdIssuedAt(client.createdAt())
                .redirectUris(uris -> uris.addAll(client.metadata().redirectUris()))
                .scopes(scopes -> scopes.addAll(client.metadata().scopes()))
                .authorizationGrantTypes(
                        types -> client.grants().forEach(grant -> types.add(new AuthorizationGrantType(grant))))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE)
                        .accessTokenTimeToLive(ACCESS_TOKEN)
                        .refreshTokenTimeToLive(REFRESH_TOKEN)
                        .reuseRefreshTokens(false)
                        .build());
        if (client.confidential()) {
            registered
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                    .clientSecret(secrets.stream()
                            .map(hash -> Base64.getEncoder().encodeToString(hash))
                            .collect(Collectors.joining(" ", "sha256 ", "")));
        } else {
            registered.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        }
        return registered.build();
    }
}
