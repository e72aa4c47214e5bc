package org.throughline.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.ClientAssertions;
import org.throughline.server.shared.PublicAddress;

/**
 * Signs who we are towards providers with the key that signs our access tokens. The two are never taken for one another: an assertion is never
 * meant for this server, and a token is good only where it was written down when it was given.
 */
@Component
class OwnAssertions implements ClientAssertions {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final TokenKeys keys;
    private final PublicAddress address;
    private final Clock clock;

    OwnAssertions(TokenKeys keys, PublicAddress address, Clock clock) {
        this.keys = keys;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public String sign(String client, String audience) {
        if (audience.startsWith(address.base().toString())) {
            throw new IllegalArgumentException("An assertion for ourselves could be taken for a token");
        }
        ECKey key = keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                .getFirst()
                .toECKey();
        Instant now = clock.instant();
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(client)
                        .subject(client)
                        .audience(audience)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(GOOD_FOR)))
                        .build());
        try {
            assertion.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("our own key signs", e);
        }
        return assertion.serialize();
    }

    @Override
    public String keysAt() {
        return address.url("/oauth2/jwks");
    }
}
