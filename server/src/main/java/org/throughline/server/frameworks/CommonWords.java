package org.throughline.server.frameworks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How common the words of all statements are, as far as the database has noticed; asked for anew from time to time. */
@Component
final class CommonWords {
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final JdbcClient sql;
    private final Clock clock;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(Instant.MIN, new TreeMap<>()));

    /** The commonest words with the share of statements that have them, in (0, 1]. */
    private record Known(Instant since, TreeMap<String, Double> shares) {}

    CommonWords(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The share of all statements that have a word which begins so, in [0, 1], not exactly; 0 where it is too rare to be known. */
    double share(String beginning) {
        double share = 0;
        for (double one :
                shares().subMap(beginning, beginning + Character.MAX_VALUE).values()) {
            share = Math.max(share, one);
        }
        return share;
    }

    private TreeMap<String, Double> shares() {
        Known now = known.get();
        Instant present = clock.instant();
        if (present.isBefore(now.since()) || present.minus(REMEMBERED).isAfter(now.since())) {
            TreeMap<String, Double> shares = new TreeMap<>();
            sql.sql("select word, share from frameworks.common_words()").query(row -> {
                shares.put(row.getString("word"), row.getDouble("share"));
            });
            now = new Known(present, shares);
            known.set(now);
        }
        return now.shares();
    }
}
