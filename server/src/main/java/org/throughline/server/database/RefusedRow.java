package org.throughline.server.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a failure says about a row that the second wall did not let be written: its policy keeps it from whoever asked, whatever the code above
 * thought. The wall holds; that the code asked at all deserves a line in the server's log.
 *
 * @param table whose row it would have been
 */
public record RefusedRow(String table) {
    /** PostgreSQL 18, appendix A: insufficient_privilege. A right that the server itself lacks has the same code and other words. */
    private static final String CODE = "42501";

    private static final Pattern WORDS = Pattern.compile("row-level security policy.* for table \"([^\"]+)\"");

    /** The row that the failure or one of its causes tells of. */
    public static Optional<RefusedRow> in(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && CODE.equals(sql.getSQLState())) {
                Matcher words = WORDS.matcher(String.valueOf(sql.getMessage()));
                return words.find() ? Optional.of(new RefusedRow(words.group(1))) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
