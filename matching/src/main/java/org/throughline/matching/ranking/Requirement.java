package org.throughline.matching.ranking;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing asked for.
 *
 * @param id the requirement's name within its need
 * @param importance 1 (nice) to 5 (essential); the requirement's weight in the score
 * @param required whether someone without it does not meet the need; a preferred one only adds to the score
 * @param level the strength from which it is fully met, in (0, 1]; null when no level is asked
 * @param accepted the items that count, each at most once; the required item itself stands among them with strength 1
 */
public record Requirement(
        String id,
        int importance,
        boolean required,
        @Nullable Double level,
        List<Accepted> accepted) {
    /** Where no level is asked, a strength from here on counts as met rather than partly met. */
    public static final double MET_WITHOUT_LEVEL = 0.6;

    /** Refuses an importance outside 1..5, a level outside (0, 1], no accepted item, or one item twice. */
    public Requirement {
        accepted = List.copyOf(accepted);
        if (importance < 1 || importance > 5) {
            throw new IllegalArgumentException("importance of " + id + " must be 1 to 5, found " + importance);
        }
        if (level != null && !(level > 0 && level <= 1)) {
            throw new IllegalArgumentException("level of " + id + " must lie in (0, 1], found " + level);
        }
        if (accepted.isEmpty()) {
            throw new IllegalArgumentException("requirement " + id + " accepts no item, so nobody could meet it");
        }
        Set<String> items = new HashSet<>();
        for (Accepted each : accepted) {
            if (!items.add(each.item())) {
                throw new IllegalArgumentException("requirement " + id + " accepts " + each.item() + " twice");
            }
        }
    }

    /** The strength from which this requirement is met. */
    public double metFrom() {
        return level == null ? MET_WITHOUT_LEVEL : level;
    }

    /**
     * The share of this requirement that a strength earns: the strength itself, or, where a level is asked, its part of that
     * level, at most 1. More than the level asked earns nothing more, so nobody is ranked up for being overqualified.
     */
    public double share(double strength) {
        return level == null ? strength : Math.min(1, strength / level);
    }
}
