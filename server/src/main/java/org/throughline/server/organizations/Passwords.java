package org.throughline.server.organizations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Hashes and compares passwords: Argon2id, 19 MiB, two passes, one lane (OWASP's figures). At most two at a time, so that many sign-ins
 * can starve neither the processor nor the memory. A password is one whatever way its letters were composed (NIST SP 800-63B-4 section
 * 3.1.1.2 asks to normalise; NFC).
 */
@Component
final class Passwords {
    /** NIST SP 800-63B-4 section 3.1.1.2: at least 15 characters where the password is the only factor; no rules of composition. */
    static final int MIN_LENGTH = 15;

    /** The same section: at least 8 beside a second factor. */
    static final int MIN_LENGTH_WITH_SECOND_STEP = 8;

    static final int MAX_LENGTH = 200;

    /** The metric that counts the work of comparing. */
    static final String COMPARED = "throughline.passwords.compared";

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore atOnce = new Semaphore(2, true);
    private final KnownPasswords known;
    private final Counter compared;
    private final String nobodysHash;

    @Autowired
    Passwords(KnownPasswords known, MeterRegistry meters) {
        this(known, meters, MEMORY_KIB, PASSES);
    }

    /** With less work for each, for tests that are about something else. */
    Passwords(KnownPasswords known, MeterRegistry meters, int memoryKib, int passes) {
        this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memoryKib, passes);
        this.nobodysHash = hash("the password of nobody at all");
        this.known = known;
        this.compared = Counter.builder(COMPARED)
                .description("Passwords that were compared with a hash, somebody's or nobody's")
                .register(meters);
    }

    /** The hash of a new password; one that is refused is a {@code Problem BAD_INPUT} that says why. */
    String hashNew(String written, boolean hasSecondStep, String email, String displayName) {
        String password = normal(written);
        refuseWeak(password, hasSecondStep ? MIN_LENGTH_WITH_SECOND_STEP : MIN_LENGTH, email, displayName);
        return hash(password);
    }

    /** Whether this password could not stand without a second step. */
    static boolean isShort(String written) {
        return length(normal(written)) < MIN_LENGTH;
    }

    /** Whether this is the password; takes as long when there is none to compare with, so that time tells nobody who has an account. */
    boolean matches(String written, @Nullable String hash) {
        String password = normal(written.length() > MAX_LENGTH ? "" : written);
        String other = somebodysOrNobodys(hash);
        return other != null && isOf(password, other) && hash != null;
    }

    private @Nullable String somebodysOrNobodys(@Nullable String hash) {
        return hash == null ? nobodysHash : hash;
    }

    /** The work that takes the time. */
    private boolean isOf(String password, String hash) {
        atOnce.acquireUninterruptibly();
        try {
            compared.increment();
            return argon2.matches(password, hash);
        } finally {
            atOnce.release();
        }
    }

    private String hash(String password) {
        atOnce.acquireUninterruptibly();
        try {
            String hash = argon2.encode(password);
            if (hash == null) {
                throw new IllegalStateException("a password that is there has a hash");
            }
            return hash;
        } finally {
            atOnce.release();
        }
    }

    private void refuseWeak(String password, int minLength, String email, String displayName) {
        int length = length(password);
        if (length < minLength) {
            throw refused(
                    "That password has %d characters; it needs at least %d. Four words that do not belong together make a good one."
                            .formatted(length, minLength));
        }
        if (password.length() > MAX_LENGTH) {
            throw refused("That password is longer than %d characters.".formatted(MAX_LENGTH));
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (plain.equals(email.toLowerCase(Locale.ROOT)) || plain.equals(displayName.toLowerCase(Locale.ROOT))) {
            throw refused("That password is your own name or address, which is the first thing others would try.");
        }
        if (password.codePoints().distinct().count() < 5) {
            throw refused("That password repeats the same few characters, which is easily guessed.");
        }
        if (known.contains(password)) {
            throw refused("That password is among those that others know and try first. Choose one of your own.");
        }
    }

    private static String normal(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFC);
    }

    private static int length(String password) {
        return password.codePointCount(0, password.length());
    }

    private static Problem refused(String why) {
        return new Problem(ProblemType.BAD_INPUT, why);
    }
}
