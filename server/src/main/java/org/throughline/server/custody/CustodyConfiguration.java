package org.throughline.server.custody;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Key hardware, where the operator named some. */
@Configuration(proxyBeanMethods = false)
class CustodyConfiguration {
    @Bean
    @ConditionalOnProperty("throughline.keys.pkcs11.library")
    KeyKeeper hardwareKeys(
            @Value("${throughline.keys.pkcs11.library}") Path library,
            @Value("${throughline.keys.pkcs11.slot:0}") int slot,
            @Value("${throughline.keys.pkcs11.pin-file}") Path pinFile,
            Clock clock) {
        return new HardwareKeys(library, slot, pinFile, clock);
    }
}
