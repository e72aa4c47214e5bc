package org.throughline.server.site;

import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.throughline.server.shared.PublicAddress;

/** What every room asks for and no room owns: the time, and the address that the world sees. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    PublicAddress publicAddress(
            @Value("${throughline.public-url:}") String publicUrl, @Value("${server.port:8080}") int port) {
        return new PublicAddress(URI.create(publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.strip()));
    }
}
