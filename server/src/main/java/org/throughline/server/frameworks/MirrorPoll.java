package org.throughline.server.frameworks;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;

/** Asks the sources of mirrors when they are due, one after the other; right with many servers. */
@Component
class MirrorPoll {
    private final MirrorLook looks;
    private final Mirrors mirrors;

    MirrorPoll(MirrorLook looks, Mirrors mirrors) {
        this.looks = looks;
        this.mirrors = mirrors;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        Reach.asHouse("the sources of mirrors are asked for what their owners follow", () -> {
            for (Optional<MirrorLook.Due> due = looks.claim(); due.isPresent(); due = looks.claim()) {
                looks.look(due.get());
            }
        });
    }

    @Scheduled(initialDelay = 9, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        Reach.asHouse("what somebody looked at and never began is forgotten after a day", mirrors::forgetUnbegun);
    }
}
