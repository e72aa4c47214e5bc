package org.throughline.server.shared;

import java.util.List;

/**
 * A request that can't be served, with its entry in the catalogue. Shown as {@code application/problem+json} or as a page that says what to do next.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<String> findings;

    /**
     * @param type the catalogue's entry
     * @param detail what was found, what was expected and where; shown to the person, so no secrets and nobody else's data
     */
    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** With findings: one line each, at most a hundred. */
    public Problem(ProblemType type, String detail, List<String> findings) {
        super(detail);
        this.type = type;
        this.findings = List.copyOf(findings.subList(0, Math.min(100, findings.size())));
    }

    /** The usual answer for what does not exist or is another tenant's: the same words for both. */
    public static Problem notFound() {
        return new Problem(ProblemType.NOT_FOUND, "There is nothing at this address, or it is not open to you.");
    }

    public ProblemType type() {
        return type;
    }

    public List<String> findings() {
        return findings;
    }
}
