package org.throughline.cli;

/** A file of the command line cannot be used; the message says what was found, what was expected and where. */
final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableFileException(String message) {
        super(message);
    }
}
