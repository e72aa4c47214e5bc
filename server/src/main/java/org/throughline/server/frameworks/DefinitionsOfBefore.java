package org.throughline.server.frameworks;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.database.Reach;

/** Reads the definitions and rubrics of frameworks that came here before these had rows of their own out of their packages, once. */
@Component
class DefinitionsOfBefore {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionsOfBefore.class);

    private final IncomingPackages packages;
    private final Versions versions;
    private final TransactionTemplate transaction;

    DefinitionsOfBefore(IncomingPackages packages, Versions versions, TransactionTemplate transaction) {
        this.packages = packages;
        this.versions = versions;
        this.transaction = transaction;
    }

    @EventListener(ApplicationReadyEvent.class)
    void read() {
        Reach.asHouse(
                "definitions of frameworks that came before they had rows",
                () -> packages.withoutParts()
                        .forEach(framework -> transaction.executeWithoutResult(_ -> versions.newest(
                                        new FrameworkId(framework))
                                .flatMap(newest -> versions.pkg(newest.framework(), newest.number()))
                                .ifPresent(pkg -> {
                                    packages.putDefinitions(pkg);
                                    LOG.info("The definitions of framework {} have rows of their own now", framework);
                                }))));
    }
}
