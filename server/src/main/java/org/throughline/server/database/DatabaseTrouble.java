package org.throughline.server.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * What a failure says about the database itself, by PostgreSQL's error codes (appendix A): it is away, it is overloaded, its disk is full.
 * Whoever asked can try again; nothing of it is their fault or a bug.
 */
public final class DatabaseTrouble {
    /** The disk is full, or the database met an error of the disk. */
    private static final Set<String> NO_ROOM = Set.of("53100", "58030");

    /** Shut down, crashed, starting, or only reading. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P05", "25006");

    /** Too many connections, out of memory, a lock or a deadlock that somebody else won, a statement that took too long. */
    private static final Set<String> OVERLOADED = Set.of("53300", "53200", "55P03", "40P01", "40001", "57014");

    private DatabaseTrouble() {}

    /** The problem to answer with, if the failure or one of its causes is trouble of the database. */
    public static Optional<Problem> in(@Nullable Throwable failure) {
        boolean waited = false;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                Optional<Problem> known = byCode(String.valueOf(sql.getSQLState()));
                if (known.isPresent()) {
                    return known;
                }
                waited |= sql instanceof SQLTransientConnectionException;
            }
        }
        return waited ? Optional.of(busy()) : Optional.empty();
    }

    private static Optional<Problem> byCode(String state) {
        if (NO_ROOM.contains(state)) {
            return Optional.of(storageFull());
        }
        if (AWAY.contains(state) || state.startsWith("08")) {
            return Optional.of(new Problem(
                    ProblemType.DATABASE_UNAVAILABLE,
                    "The database is away for a moment. It comes back by itself, usually within half a minute."));
        }
        return OVERLOADED.contains(state) ? Optional.of(busy()) : Optional.empty();
    }

    /** There is no room on the disk for anything new. */
    public static Problem storageFull() {
        return new Problem(
                ProblemType.STORAGE_FULL,
                "The disk of this server is full, so nothing new can be kept. Reading and verifying go on.");
    }

    private static Problem busy() {
        return new Problem(
                ProblemType.BUSY,
                "More was asked of the database than it could answer in time. Try again in a moment.");
    }
}
