package org.throughline.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The time by the database's clock, so that all servers on one database agree on it, whatever their own clocks say: a link that has
 * expired, an attempt that was too early, the order of what happened. Between two looks at the database it runs on the machine's steady
 * counter, which no step of the machine's clock moves.
 */
final class DatabaseClock extends Clock implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(5);

    private final DataSource database;
    private volatile Mark mark;
    private volatile Thread looking = Thread.ofVirtual().unstarted(() -> {});

    /** What the time was when the steady counter stood at {@code nanos}. */
    private record Mark(Instant time, long nanos) {
        Instant now() {
            return time.plusNanos(System.nanoTime() - nanos);
        }
    }

    /** Looks at the database at once; one that does not answer leaves the machine's clock until it does. */
    DatabaseClock(DataSource database) {
        this.database = database;
        this.mark = new Mark(Clock.systemUTC().instant(), System.nanoTime());
        look();
    }

    @Override
    public Instant instant() {
        return mark.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The house's time is UTC");
    }

    /** Reads the database's clock; half of the way there and back has passed when the answer is here. */
    void look() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            long asked = System.nanoTime();
            try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                Instant told = row.getObject(1, OffsetDateTime.class).toInstant();
                long answered = System.nanoTime();
                Mark read = new Mark(told.plusNanos((answered - asked) / 2), answered);
                Duration apart = Duration.between(mark.now(), read.now()).abs();
                if (apart.compareTo(WORTH_A_WORD) > 0) {
                    log.warn(
                            "This machine's clock and the database's are {} s apart; the database's counts",
                            apart.toSeconds());
                }
                mark = read;
            }
        } catch (SQLException e) {
            log.debug("The database's clock could not be read", e);
        }
    }

    @Override
    public void start() {
        looking = Thread.ofVirtual().name("database clock").start(() -> {
            try {
                while (true) {
                    Thread.sleep(BETWEEN_LOOKS);
                    look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the server ends
            }
        });
    }

    @Override
    public void stop() {
        looking.interrupt();
    }

    @Override
    public boolean isRunning() {
        return looking.isAlive();
    }
}
