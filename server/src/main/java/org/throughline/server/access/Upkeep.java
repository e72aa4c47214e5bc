package org.throughline.server.access;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.database.Reach;

/** Tells of keys that are about to end, and forgets what is over: grants that ended, programs that registered themselves and never came back, messages that were told long ago. Right with many servers. */
@Component
class Upkeep {
    private final GrantsGiven grants;
    private final ApiClients clients;
    private final PersonalKeys keys;
    private final Deliveries deliveries;
    private final TokenKeys tokenKeys;
    private final TransactionTemplate transactions;

    Upkeep(
            GrantsGiven grants,
            ApiClients clients,
            PersonalKeys keys,
            Deliveries deliveries,
            TokenKeys tokenKeys,
            TransactionTemplate transactions) {
        this.tokenKeys = tokenKeys;
        this.grants = grants;
        this.clients = clients;
        this.keys = keys;
        this.deliveries = deliveries;
        this.transactions = transactions;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        Reach.asHouse(
                "what is over is forgotten",
                () -> transactions.executeWithoutResult(status -> {
                    grants.forgetEnded();
                    clients.forgetUnused();
                    deliveries.forgetOld();
                    keys.tellOfThoseAboutToEnd();
                }));
        tokenKeys.keepFresh();
    }
}
