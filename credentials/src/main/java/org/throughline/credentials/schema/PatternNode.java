package org.throughline.credentials.schema;

import java.util.List;
import java.util.function.IntPredicate;

/** A part of a pattern, as it was read. */
sealed interface PatternNode {

    /**
     * One character out of some.
     *
     * @param cost  how many steps it takes to tell
     */
    record One(IntPredicate which, int cost) implements PatternNode {}

    /** One after the other. */
    record Row(List<PatternNode> parts) implements PatternNode {}

    /** One of these. */
    record Choice(List<PatternNode> options) implements PatternNode {}

    /**
     * The same several times.
     *
     * @param most  -1 for no end
     */
    record Repeat(PatternNode what, int least, int most) implements PatternNode {}

    /** What must follow, or must not, and is not taken. */
    record Ahead(PatternNode inside, boolean negated) implements PatternNode {}

    /** A place between characters. */
    enum Edge implements PatternNode {
        START,
        END,
        WORD,
        NO_WORD
    }
}
