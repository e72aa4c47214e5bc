package org.throughline.server.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter and what became of it.
 *
 * @param letter with an empty text once it is carried
 * @param tries how often it was tried
 * @param failure what went wrong the last time, without the server's own words
 */
public record OutgoingLetter(
        UUID id,
        Letter letter,
        Instant writtenAt,
        int tries,
        State state,
        @Nullable String failure) {

    /** What became of a letter. */
    public enum State {
        WAITING,
        SENT,
        /** It stays on this server, where the demo shows it. */
        KEPT,
        FAILED
    }
}
