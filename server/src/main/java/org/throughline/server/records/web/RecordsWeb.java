package org.throughline.server.records.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.throughline.server.shared.PublicPaths;

/** What strangers may reach of this room. */
@Configuration(proxyBeanMethods = false)
class RecordsWeb {
    @Bean
    PublicPaths recordsPaths() {
        return PublicPaths.of("/verify", "/s").posting("/verify", "/s", "/s/document");
    }
}
