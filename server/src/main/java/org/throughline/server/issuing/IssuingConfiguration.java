package org.throughline.server.issuing;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.throughline.credentials.CredentialIssuer;

/** The library's issuer, with the house's clock. */
@Configuration(proxyBeanMethods = false)
class IssuingConfiguration {
    @Bean
    CredentialIssuer credentialIssuer(Clock clock) {
        return new CredentialIssuer(clock);
    }
}
