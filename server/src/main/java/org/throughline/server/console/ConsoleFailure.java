package org.throughline.server.console;

/** A command can't do what was asked. The message says why and what to do. */
public final class ConsoleFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConsoleFailure(String message) {
        super(message);
    }

    ConsoleFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
