package org.throughline.server.custody;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;

/** Looks every minute whose key's time has come. With several servers the rows decide who was first. */
@Component
class KeyCalendar {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCalendar.class);
    private static final long A_MINUTE = 60_000;

    private final KeyCare care;

    KeyCalendar(KeyCare care) {
        this.care = care;
    }

    @Scheduled(initialDelay = A_MINUTE, fixedDelay = A_MINUTE)
    void turn() {
        try {
            Reach.asHouse("keys of all organizations age", care::turn);
        } catch (RuntimeException e) {
            LOG.error("The calendar of the keys could not be kept; the next minute tries again", e);
        }
    }
}
