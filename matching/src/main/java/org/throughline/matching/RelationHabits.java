package org.throughline.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which relation people settle on where the wording speaks for one. Counted twice: for all pairs whose wording speaks for a relation, and, more
 * closely, for those of them that have about as much of each other's words. The wording's own word stands for some decisions at the outset, so
 * that a few do not overrule it; the closer count is believed over the wider one as it grows.
 */
final class RelationHabits {
    /** No relation was decided on. */
    static final RelationHabits NONE = new RelationHabits(List.of());

    /** So many decisions the wording's own word stands for, and the wider count beside the closer one. */
    private static final double OUTSET = 6;

    private final Map<Wording, Map<SuggestedRelation, Integer>> closely = new HashMap<>();
    private final Map<SuggestedRelation, Map<SuggestedRelation, Integer>> widely = new TreeMap<>();

    /**
     * What the wording of a pair says.
     *
     * @param relation that it speaks for
     * @param fromCovered how much of the asked statement's words the candidate has too, in thirds
     * @param toCovered how much of the candidate's words the asked statement has too, in thirds
     */
    record Wording(SuggestedRelation relation, int fromCovered, int toCovered) {
        private static final int BANDS = 3;
        /** From this share on one says all that the other says. */
        private static final double WHOLE = 0.85;

        private static final double MOST = 0.6;
        private static final double CLEARLY_MORE = 0.2;

        /** Thresholds chosen by reading pairs; the shares are in [0, 1]. */
        static Wording of(boolean identical, double fromCovered, double toCovered) {
            return new Wording(relation(identical, fromCovered, toCovered), band(fromCovered), band(toCovered));
        }

        private static SuggestedRelation relation(boolean identical, double fromCovered, double toCovered) {
            if (identical || (fromCovered >= WHOLE && toCovered >= WHOLE)) {
                return SuggestedRelation.EXACT_MATCH;
            }
            if (toCovered >= MOST && toCovered - fromCovered >= CLEARLY_MORE) {
                return SuggestedRelation.PART_OF;
            }
            if (fromCovered >= MOST && fromCovered - toCovered >= CLEARLY_MORE) {
                return SuggestedRelation.HAS_PART;
            }
            return SuggestedRelation.RELATED;
        }

        private static int band(double share) {
            return Math.min(BANDS - 1, (int) (share * BANDS));
        }
    }

    /** A pair of which people said what it is. */
    record Called(Wording wording, SuggestedRelation relation) {}

    RelationHabits(List<Called> pairs) {
        for (Called pair : pairs) {
            closely.computeIfAbsent(pair.wording(), _ -> new TreeMap<>()).merge(pair.relation(), 1, Integer::sum);
            widely.computeIfAbsent(pair.wording().relation(), _ -> new TreeMap<>())
                    .merge(pair.relation(), 1, Integer::sum);
        }
    }

    /**
     * The relation to propose, and the count that speaks for it most.
     *
     * @param times how often people chose it for pairs like this; 0 where nothing is known of such pairs
     * @param of how many such pairs they decided
     */
    record Settled(SuggestedRelation relation, int times, int of) {}

    Settled settle(Wording wording) {
        Map<SuggestedRelation, Integer> wide = widely.getOrDefault(wording.relation(), Map.of());
        Map<SuggestedRelation, Integer> close = closely.getOrDefault(wording, Map.of());
        SuggestedRelation best = wording.relation();
        for (SuggestedRelation relation : wide.keySet()) {
            if (share(relation, wording, wide, close) > share(best, wording, wide, close)) {
                best = relation;
            }
        }
        Map<SuggestedRelation, Integer> telling =
                all(close) >= OUTSET && frequency(best, close) >= frequency(best, wide) ? close : wide;
        return new Settled(best, telling.getOrDefault(best, 0), all(telling));
    }

    /** How many of the relations for which a wording may speak are mostly called something else. */
    int corrected() {
        return (int) widely.keySet().stream()
                .filter(relation -> closely.keySet().stream()
                        .filter(wording -> wording.relation().equals(relation))
                        .anyMatch(wording -> !settle(wording).relation().equals(relation)))
                .count();
    }

    private static double share(
            SuggestedRelation relation,
            Wording wording,
            Map<SuggestedRelation, Integer> wide,
            Map<SuggestedRelation, Integer> close) {
        double outset = wording.relation().equals(relation) ? 1 : 0;
        // what is counted closely is not counted a second time
        int others = wide.getOrDefault(relation, 0) - close.getOrDefault(relation, 0);
        double widely = (others + OUTSET * outset) / (all(wide) - all(close) + OUTSET);
        return (close.getOrDefault(relation, 0) + OUTSET * widely) / (all(close) + OUTSET);
    }

    private static double frequency(SuggestedRelation relation, Map<SuggestedRelation, Integer> counts) {
        return counts.getOrDefault(relation, 0) / (double) all(counts);
    }

    private static int all(Map<SuggestedRelation, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
