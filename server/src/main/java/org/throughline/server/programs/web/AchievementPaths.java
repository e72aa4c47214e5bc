package org.throughline.server.programs.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.throughline.server.shared.PublicPaths;

/** What strangers may read: every achievement, because credentials cite them. */
@Configuration(proxyBeanMethods = false)
class AchievementPaths {
    @Bean
    PublicPaths achievementPublicPaths() {
        return PublicPaths.of("/achievements", "/achievements/*");
    }
}
