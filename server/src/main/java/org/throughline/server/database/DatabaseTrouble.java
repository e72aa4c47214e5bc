package org.throughline.server.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failure says about the database itself, by PostgreSQL's error codes (appendix A). Whoever asked can try again; nothing of it is
 * their fault or a bug.
 */
public enum DatabaseTrouble {
    /** Shut down, crashed, starting, only reading, or out of reach. */
    AWAY(Set.of("57P01", "57P02", "57P03", "57P05", "25006")),

    /** Too many connections, out of memory, a deadlock that somebody else won, a statement or a pause inside of a transaction that took too long. */
    OVERLOADED(Set.of("53300", "53200", "40P01", "40001", "57014", "25P03")),

    /** What was needed is held by somebody else's work, for longer than anybody waits. */
    HELD(Set.of("55P03")),

    /** The disk is full, or the database met an error of the disk. */
    NO_ROOM(Set.of("53100", "58030"));

    private static final String CONNECTION_CLASS = "08";

    /** What the pool says, without a code, of a connection that it took away because it was broken. */
    private static final String TAKEN_AWAY = "Connection is closed";

    private final Set<String> codes;

    DatabaseTrouble(Set<String> codes) {
        this.codes = codes;
    }

    /** The trouble that the failure or one of its causes tells of, if it is trouble of the database. */
    public static Optional<DatabaseTrouble> in(@Nullable Throwable failure) {
        boolean waited = false;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                Optional<DatabaseTrouble> known = byCode(String.valueOf(sql.getSQLState()));
                if (known.isPresent()) {
                    return known;
                }
                if (TAKEN_AWAY.equals(sql.getMessage())) {
                    return Optional.of(AWAY);
                }
                waited |=
                        sql instanceof SQLTransientConnectionException; // the pool gave none, and knows no other reason
            }
        }
        return waited ? Optional.of(OVERLOADED) : Optional.empty();
    }

    private static Optional<DatabaseTrouble> byCode(String code) {
        for (DatabaseTrouble each : values()) {
            if (each.codes.contains(code)) {
                return Optional.of(each);
            }
        }
        return code.startsWith(CONNECTION_CLASS) ? Optional.of(AWAY) : Optional.empty();
    }
}
