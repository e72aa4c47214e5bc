package org.throughline.server.partnerships;

/** What a member is in its partnership. */
public enum Part {
    /** Brought the others together, and leads. */
    LEAD,
    EDUCATOR,
    EMPLOYER,
    /** Reads along and decides nothing. */
    OBSERVER;

    /** Whether its people decide and do tasks. */
    public boolean works() {
        return this != OBSERVER;
    }
}
