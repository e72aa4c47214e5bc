package org.throughline.server.talent.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.throughline.server.shared.PublicPaths;

/** What strangers may read: published needs. The controller decides about each. */
@Configuration
class TalentPaths {
    @Bean
    PublicPaths talentPublicPaths() {
        return PublicPaths.of("/needs", "/needs/*");
    }
}
