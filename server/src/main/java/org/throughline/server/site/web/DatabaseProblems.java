package org.throughline.server.site.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.server.database.DatabaseTrouble;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** How trouble of the database is told to whoever asked. */
final class DatabaseProblems {
    private DatabaseProblems() {}

    /** The problem to answer a failed request with; empty where the database had no part in it. */
    static Optional<Problem> of(@Nullable Throwable failure) {
        return DatabaseTrouble.in(failure).map(trouble -> switch (trouble) {
            case AWAY ->
                new Problem(
                        ProblemType.DATABASE_UNAVAILABLE,
                        "The database is away for a moment. It comes back by itself, usually within half a minute.");
            case OVERLOADED ->
                new Problem(
                        ProblemType.BUSY,
                        "More was asked of the database than it could answer in time. Try again in a moment.");
            case HELD ->
                new Problem(
                        ProblemType.BUSY,
                        "Somebody else is at work on the very thing that this needs, and is not done yet. Nothing was changed; try again in a moment.");
            case NO_ROOM -> storageFull();
        });
    }

    static Problem storageFull() {
        return new Problem(
                ProblemType.STORAGE_FULL,
                "The disk of this server is full, so nothing new can be kept. Reading and verifying go on.");
    }
}
