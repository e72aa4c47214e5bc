package org.throughline.server.access;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationClient;
import org.throughline.server.organizations.SessionPerson;
import org.throughline.server.shared.PublicAddress;

/**
 * Recognises who shows a token: our own access tokens (signature, issuer, audience, time, and that the grant behind it still stands) and
 * keys that people made. What was revoked stops at once, on every server: the grant is asked each time.
 */
@Component
public class BearerTokens {
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final NimbusJwtDecoder decoder;
    private final GrantsGiven grants;
    private final PersonalKeys keys;

    BearerTokens(TokenKeys tokenKeys, GrantsGiven grants, PersonalKeys keys, PublicAddress address, Clock clock) {
        this.grants = grants;
        this.keys = keys;
        String us = address.base().toString();
        JwtTimestampValidator time = new JwtTimestampValidator(LEEWAY);
        time.setClock(clock);
        this.decoder = NimbusJwtDecoder.withJwkSource(tokenKeys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        this.decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                time,
                new JwtIssuerValidator(us),
                jwt -> meantForUs(jwt.getAudience(), us)
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(
                                new OAuth2Error("invalid_token", "The token was made for another server", null))));
    }

    /** Who shows this token; empty for one that does not (or no longer) work. */
    public Optional<Shown> recognise(String token) {
        if (token.startsWith(PersonalKeys.PREFIX)) {
            return keys.recognise(token).map(key -> new Shown(SessionPerson.of(key.person()), key.scopes()));
        }
        Jwt jwt;
        try {
            jwt = decoder.decode(token);
        } catch (JwtException e) {
            return Optional.empty();
        }
        return grants.standing(token)
                .flatMap(
                        standing -> principal(standing, jwt).map(principal -> new Shown(principal, standing.scopes())));
    }

    private static Optional<Principal> principal(GrantsGiven.Standing standing, Jwt jwt) {
        UUID person = standing.person();
        UUID organization = standing.organization();
        if (person != null) {
            return person.toString().equals(jwt.getSubject())
                    ? Optional.of(new SessionPerson(person))
                    : Optional.empty();
        }
        return organization == null
                ? Optional.empty()
                : Optional.of(new OrganizationClient(standing.client(), organization));
    }

    /** A token that was made for somebody else's API is no good at ours, whoever signed it (RFC 9068 section 4). */
    static boolean meantForUs(@Nullable Collection<String> audience, String us) {
        return audience != null && audience.contains(us);
    }

    /** A caller by token: a person or an organization's program, with what the token is good for. */
    public static final class Shown extends AbstractAuthenticationToken {
        private static final long serialVersionUID = 1L;

        private final transient Principal principal;

        Shown(Principal principal, Set<String> scopes) {
            super(scopes.stream()
                    .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope))
                    .toList());
            this.principal = principal;
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return principal;
        }

        @Override
        public String getName() {
            return principal.getName();
        }

        /** What the token is good for. */
        public List<String> scopes() {
            return getAuthorities().stream()
                    .map(authority -> String.valueOf(authority.getAuthority()).substring("SCOPE_".length()))
                    .sorted()
                    .toList();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Shown shown && shown.principal.equals(principal) && super.equals(other);
        }

        @Override
        public int hashCode() {
            return principal.hashCode();
        }
    }
}
