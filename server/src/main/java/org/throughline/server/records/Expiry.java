package org.throughline.server.records;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.throughline.server.database.Reach;

/** Looks every ten minutes for credentials whose time has run out, and every two seconds for those that wait to be verified again. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Expiry {
    private static final long TEN_MINUTES = 600_000;
    private static final long TWO_SECONDS = 2_000;

    private final Reverification reverification;

    Expiry(Reverification reverification) {
        this.reverification = reverification;
    }

    @Scheduled(initialDelay = TEN_MINUTES, fixedDelay = TEN_MINUTES)
    void look() {
        Reach.asHouse("time ends what anybody holds", reverification::endExpired);
    }

    @Scheduled(initialDelay = TWO_SECONDS, fixedDelay = TWO_SECONDS)
    void lookAtWaiting() {
        Reach.asHouse("what a revocation reached is looked at again", reverification::lookAtWaiting);
    }
}
