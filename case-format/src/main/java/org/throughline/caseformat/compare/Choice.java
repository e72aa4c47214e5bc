package org.throughline.caseformat.compare;

/** What somebody decided about a {@link Conflict}. */
public sealed interface Choice {

    Choice MINE = Side.MINE;
    Choice THEIRS = Side.THEIRS;

    /** One of the two as it stands. */
    enum Side implements Choice {
        MINE,
        THEIRS
    }

    /** A third wording; only where {@link Conflict#takesText()}. */
    record Text(String text) implements Choice {}
}
