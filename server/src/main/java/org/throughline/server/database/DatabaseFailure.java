package org.throughline.server.database;

/** The database can't be had. The message is for the person at the console: what was found, and what to do. */
public class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DatabaseFailure(String message) {
        super(message);
    }

    public DatabaseFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
