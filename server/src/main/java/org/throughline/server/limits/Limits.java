package org.throughline.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import org.throughline.server.shared.Problem;

/**
 * Counts what may be done only so often, in memory, each server for itself. What must not be slipped by
 * many at once is counted before it is done and given back where it turned out not to count. A counter that is not touched for the time of its allowance is forgotten, as it
 * would be full again; of more than {@value #MOST} at once
 * those go that are used least, but never one that refuses for the sake of one that does not.
 */
public final class Limits {
    static final int MOST = 50_000;

    private final Allowances allowances;
    private final Crowds crowds;
    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets;

    /** Until when those wait that were refused, kept apart: whoever makes up new names by the thousand can't push them out. */
    private final Cache<Key, Long> spent;

    Limits(Allowances allowances, Crowds crowds, TimeMeter time) {
        this.allowances = allowances;
        this.crowds = crowds;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .executor(Runnable::run)
                .ticker(time::currentTimeNanos)
                .expireAfter(Expiry.<Key, Bucket>accessing(
                        (key, bucket) -> allowances.of(key.act()).period()))
                .build();
        this.spent = Caffeine.newBuilder()
                .maximumSize(MOST)
                .executor(Runnable::run)
                .ticker(time::currentTimeNanos)
                .expireAfter(Expiry.<Key, Long>writing(
                        (key, until) -> Duration.ofNanos(Math.max(0, until - time.currentTimeNanos()))))
                .build();
    }

    /** Counts an act of somebody; once too often is a {@code Problem TOO_MANY_ATTEMPTS} that says when to come again. */
    public void count(Act act, String whose) {
        refuse(act, timeToWait(Key.of(act, whose), 1, true));
    }

    /** Counts an act of whoever comes from a network. */
    public void count(Act act, ClientNetwork from) {
        refuse(act, timeToWait(Key.of(act, from.toString()), crowds.people(from), true));
    }

    /** Counts an act of somebody from a network: others there, and the same from elsewhere, are counted apart. */
    public void count(Act act, String whose, ClientNetwork from) {
        refuse(act, timeToWait(Key.of(act, from + " " + whose), 1, true));
    }

    /** Refuses an act of whoever comes from a network where it was done too often, and counts nothing. */
    public void check(Act act, ClientNetwork from) {
        refuse(act, timeToWait(Key.of(act, from.toString()), crowds.people(from), false));
    }

    /** Counts an act that is done of whoever comes from a network, however often it was. */
    public void note(Act act, ClientNetwork from) {
        timeToWait(Key.of(act, from.toString()), crowds.people(from), true);
    }

    /** Takes an act back that turned out not to count. */
    public void giveBack(Act act, String whose) {
        giveBack(Key.of(act, whose), 1);
    }

    /** Takes an act back of whoever comes from a network. */
    public void giveBack(Act act, ClientNetwork from) {
        giveBack(Key.of(act, from.toString()), crowds.people(from));
    }

    private void giveBack(Key key, int people) {
        bucket(key, people).addTokens(1);
        spent.invalidate(key);
    }

    /** How many counters there are. */
    long remembered() {
        buckets.cleanUp();
        spent.cleanUp();
        return Math.max(buckets.estimatedSize(), spent.estimatedSize());
    }

    private static void refuse(Act act, Optional<Duration> wait) {
        wait.ifPresent(time -> {
            throw Problem.tooMany(act.words(), time);
        });
    }

    /** How long to wait where one more act is one too many; empty where it is not, and then it is counted if it should be. */
    private Optional<Duration> timeToWait(Key key, int people, boolean counting) {
        Long until = spent.getIfPresent(key);
        if (until != null && until > time.currentTimeNanos()) {
            return Optional.of(Duration.ofNanos(until - time.currentTimeNanos()));
        }
        Bucket bucket = bucket(key, people);
        long wait = counting ? take(bucket) : bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        if (wait == 0) {
            return Optional.empty();
        }
        spent.put(key, time.currentTimeNanos() + wait);
        return Optional.of(Duration.ofNanos(wait));
    }

    private static long take(Bucket bucket) {
        return bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
    }

    private Bucket bucket(Key key, int people) {
        return buckets.get(key, fresh -> {
            Allowance allowed = allowances.of(fresh.act()).times(people);
            return Bucket.builder()
                    .addLimit(
                            limit -> limit.capacity(allowed.acts()).refillIntervally(allowed.acts(), allowed.period()))
                    .withCustomTimePrecision(time)
                    .build();
        });
    }

    /** An act and whose it is, the latter as 128 bits of its SHA-256: short whatever somebody typed, and no list of addresses. */
    private record Key(Act act, long first, long second) {
        static Key of(Act act, String whose) {
            try {
                ByteBuffer hash = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(whose.getBytes(StandardCharsets.UTF_8)));
                return new Key(act, hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
