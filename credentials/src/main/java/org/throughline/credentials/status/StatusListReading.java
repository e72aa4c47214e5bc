package org.throughline.credentials.status;

/** What came of decoding an {@code encodedList}. */
public sealed interface StatusListReading {

    /** The list was read. */
    record Decoded(StatusList list) implements StatusListReading {}

    /**
     * It is no list.
     *
     * @param code  {@code status-list-encoding} or {@code status-list-length}
     * @param message  what was found, for people
     */
    record Malformed(String code, String message) implements StatusListReading {}
}
