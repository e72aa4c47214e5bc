package org.throughline.server.limits;

import io.github.bucket4j.TimeMeter;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the operator says of limits and proxies; what can't be read stops the start. Time is the machine's steady counter. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {
    @Bean
    Limits limits(Environment environment, @Value("${throughline.crowds:}") String crowds) {
        Map<String, String> written = Binder.get(environment)
                .bind("throughline.limits", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        return new Limits(Allowances.of(written), Crowds.parse(crowds), TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    TrustedProxies trustedProxies(
            @Value("${throughline.trusted-proxies:}") String networks,
            @Value("${throughline.proxy-header:X-Forwarded-For}") String header) {
        return TrustedProxies.parse(networks, header);
    }
}
