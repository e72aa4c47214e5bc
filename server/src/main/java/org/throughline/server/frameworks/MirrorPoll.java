package org.throughline.server.frameworks;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.throughline.server.database.Reach;
import org.throughline.server.database.WaitingWork;

/** Asks the sources of mirrors when they are due, one after the other; right with many servers. */
@Component
class MirrorPoll extends WaitingWork {
    private final MirrorLook looks;
    private final Mirrors mirrors;

    MirrorPoll(MirrorLook looks, Mirrors mirrors) {
        super("sources of mirrors");
        this.looks = looks;
        this.mirrors = mirrors;
    }

    /** Somebody wants a source asked now. */
    @TransactionalEventListener
    void wake(Mirrors.Due due) {
        wake();
    }

    @Override
    protected void work() {
        Reach.asHouse("the sources of mirrors are asked for what their owners follow", () -> {
            while (!isStopping()) {
                Optional<MirrorLook.Due> due = looks.claim();
                if (due.isEmpty()) {
                    return;
                }
                looks.look(due.get());
            }
        });
    }

    @Scheduled(initialDelay = 9, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        Reach.asHouse("what somebody looked at and never began is forgotten after a day", mirrors::forgetUnbegun);
    }
}
