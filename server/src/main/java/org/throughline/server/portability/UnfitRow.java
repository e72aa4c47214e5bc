package org.throughline.server.portability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * A row of a file that the database did not take, told in our words: what the database says itself names columns and values, and nobody but its
 * owner knows what to do about them.
 *
 * @param table with its schema; empty where the database does not say
 * @param rule the constraint that it broke; empty where the database does not say
 */
record UnfitRow(Kind kind, String table, String rule) {
    /** What is wrong with it, by PostgreSQL's error codes (appendix A, class 23). */
    enum Kind {
        /** Another row has the same key. */
        THERE_ALREADY(
                "Something in the file is here already, or twice in it.",
                "meets a row that is there already",
                "every row of the file stands for something that is not here yet"),
        /** What it points at is neither here nor in the file. */
        POINTS_NOWHERE(
                "Something in the file points at what is not there.",
                "points at something that is neither in the file nor here",
                "what a row points at comes in before it"),
        /** It lacks what every row has, or has what none may have. */
        UNLIKE_OURS(
                "Something in the file is not as we write it.",
                "has a value that no form of ours would take",
                "rows as an export writes them");

        private final String detail;
        private final String found;
        private final String expected;

        Kind(String detail, String found, String expected) {
            this.detail = detail;
            this.found = found;
            this.expected = expected;
        }

        private static Kind of(String code) {
            return switch (code) {
                case "23505", "23P01" -> THERE_ALREADY;
                case "23503" -> POINTS_NOWHERE;
                default -> UNLIKE_OURS;
            };
        }
    }

    static UnfitRow in(DataIntegrityViolationException failure) {
        if (failure.getMostSpecificCause() instanceof PSQLException database) {
            Optional<ServerErrorMessage> said = Optional.ofNullable(database.getServerErrorMessage());
            return new UnfitRow(
                    Kind.of(String.valueOf(database.getSQLState())),
                    said.filter(message -> message.getTable() != null)
                            .map(message -> message.getSchema() + "." + message.getTable())
                            .orElse(""),
                    said.map(ServerErrorMessage::getConstraint).orElse(""));
        }
        return new UnfitRow(Kind.UNLIKE_OURS, "", "");
    }

    /** @param onePerson those of the file who are one person here, in words */
    Problem refusal(List<String> onePerson) {
        List<String> findings = new ArrayList<>();
        findings.add("%s: a row %s%s. Expected: %s."
                .formatted(
                        place(),
                        kind.found,
                        rule.isEmpty() ? "" : " (" + rule.replace('_', ' ').toLowerCase(Locale.ROOT) + ")",
                        kind.expected));
        boolean told = kind == Kind.THERE_ALREADY && !onePerson.isEmpty();
        if (told) {
            onePerson.forEach(people -> findings.add(
                    "rows/people: %s have one account here, so that a row of each becomes the same row. Expected: an account here for each of them, or only one of them in the file."
                            .formatted(people)));
        }
        return new Problem(
                ProblemType.ORGANIZATION_FILE,
                told ? "People whom the file tells apart are one person here." : kind.detail,
                findings);
    }

    private String place() {
        return table.isEmpty() ? "rows" : "rows/" + table;
    }
}
