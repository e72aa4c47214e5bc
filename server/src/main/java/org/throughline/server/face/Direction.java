package org.throughline.server.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which way a text runs, as its first strong character says (Unicode Bidirectional Algorithm, P2 and P3); browsers do the same for {@code auto}. */
public final class Direction {
    private Direction() {}

    /** {@code rtl} for a text that runs from right to left; null for others, and for those that say nothing. */
    public static @Nullable String of(String text) {
        return text.codePoints()
                        .map(Character::getDirectionality)
                        .filter(way -> way == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                                || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                                || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                        .limit(1)
                        .anyMatch(way -> way != Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                ? "rtl"
                : null;
    }

    /** The way of a tree: that of its first statement. */
    public static @Nullable String of(List<TreeNode> nodes) {
        return nodes.isEmpty() ? null : of(nodes.getFirst().statement());
    }
}
