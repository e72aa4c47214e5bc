package org.throughline.server.shared;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that can't be served, with its entry in the catalogue. Shown as {@code application/problem+json} or as a page that says what to do next.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<String> findings;
    private final transient @Nullable Duration comeAgain;

    /**
     * @param type the catalogue's entry
     * @param detail what was found, what was expected and where; shown to the person, so no secrets and nobody else's data
     */
    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** With findings: one line each, at most a hundred. */
    public Problem(ProblemType type, String detail, List<String> findings) {
        this(type, detail, findings, null);
    }

    private Problem(ProblemType type, String detail, List<String> findings, @Nullable Duration comeAgain) {
        super(detail);
        this.type = type;
        this.findings = List.copyOf(findings.subList(0, Math.min(100, findings.size())));
        this.comeAgain = comeAgain;
    }

    /** The usual answer for what does not exist or is another tenant's: the same words for both. */
    public static Problem notFound() {
        return new Problem(ProblemType.NOT_FOUND, "There is nothing at this address, or it is not open to you.");
    }

    /**
     * Something was done too often.
     *
     * @param what what it was, in a sentence
     * @param wait how long until it may be done again; rounded up to a second
     */
    public static Problem tooMany(String what, Duration wait) {
        long seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
        String words =
                seconds < 120 ? seconds + (seconds == 1 ? " second." : " seconds.") : (seconds + 59) / 60 + " minutes.";
        return new Problem(
                ProblemType.TOO_MANY_ATTEMPTS, what + " Try again in " + words, List.of(), Duration.ofSeconds(seconds));
    }

    /** When it is worth asking again, where that is known. */
    public Optional<Duration> comeAgain() {
        return Optional.ofNullable(comeAgain);
    }

    public ProblemType type() {
        return type;
    }

    public List<String> findings() {
        return findings;
    }
}
