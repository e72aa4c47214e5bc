package org.throughline.server.issuing;

import java.util.List;

/**
 * A roster's dry run: what would happen to every row if it were issued now.
 *
 * @param rows how many rows would be issued
 * @param findings one line per problem: line number, what was found, what was expected
 * @param fates every row's fate, in the roster's order
 */
public record RosterCheck(int rows, List<String> findings, List<RowFate> fates) {
    public RosterCheck {
        findings = List.copyOf(findings);
        fates = List.copyOf(fates);
    }

    /** How many badges would be issued. */
    public int badges() {
        return fates.stream()
                .filter(f -> f.fate() == Fate.ISSUE)
                .mapToInt(f -> f.achievements().size())
                .sum();
    }

    /** To how many people. */
    public int people() {
        return (int) fates.stream()
                .filter(f -> f.fate() == Fate.ISSUE)
                .map(RowFate::email)
                .distinct()
                .count();
    }

    /** What would happen to a row. */
    public enum Fate {
        /** Badges would be signed and delivered. */
        ISSUE,
        /** The person has all of it from this organization already; nothing would be done. */
        ALREADY_ISSUED,
        /** The row can't be issued as it stands; it would be left out. */
        LEFT_OUT
    }

    /**
     * One row.
     *
     * @param line its line in the file; the header is line 1
     * @param achievements names of the achievements that would be issued
     * @param words what would happen, as a sentence
     */
    public record RowFate(int line, String name, String email, List<String> achievements, Fate fate, String words) {
        public RowFate {
            achievements = List.copyOf(achievements);
        }
    }
}
