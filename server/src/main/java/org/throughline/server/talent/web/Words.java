package org.throughline.server.talent.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.ranking.RequirementMatch;
import org.throughline.server.face.StateView;

/** Needs and matches in everyday words. */
final class Words {
    private static final List<String> COUNTS = List.of("none", "one", "two", "three", "four", "five", "six");

    private Words() {}

    static String count(int n) {
        return n < COUNTS.size() ? COUNTS.get(n) : Integer.toString(n);
    }

    static String importance(int importance) {
        return switch (importance) {
            case 5 -> "essential";
            case 4 -> "very important";
            case 3 -> "important";
            case 2 -> "useful";
            default -> "nice to have";
        };
    }

    static @Nullable String level(@Nullable Double level) {
        if (level == null) {
            return null;
        }
        return level >= 0.75 ? "proficient" : level >= 0.45 ? "developing or better" : "introductory or better";
    }

    static StateView outcome(RequirementMatch.Outcome outcome) {
        return switch (outcome) {
            case MET -> StateView.good("Met");
            case PARTLY -> StateView.active("Partly met");
            case MISSING -> StateView.bad("Missing");
        };
    }

    /** A score as a word beside its number. */
    static String score(double score) {
        return score >= 0.85 ? "Very close" : score >= 0.65 ? "Close" : score >= 0.4 ? "Part of the way" : "A start";
    }
}
