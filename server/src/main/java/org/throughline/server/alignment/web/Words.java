package org.throughline.server.alignment.web;

import java.util.List;
import org.throughline.server.alignment.Relation;
import org.throughline.server.face.Numbers;

/** How this room speaks of relations and probabilities. */
final class Words {
    /** The relations that the board offers, in the order of their keys 1 to 5. */
    static final List<Relation> OFFERED =
            List.of(Relation.EXACT_MATCH, Relation.HAS_PART, Relation.PART_OF, Relation.RELATED, Relation.PRECEDES);

    private Words() {}

    /** "likely, 63 %". */
    static String probability(double probability) {
        return likelihood(probability) + ", " + Numbers.percent(probability);
    }

    private static String likelihood(double probability) {
        if (probability >= 0.75) {
            return "Very likely";
        }
        if (probability >= 0.5) {
            return "Likely";
        }
        return probability >= 0.25 ? "Possible" : "Unlikely";
    }

    /** A strength in hundredths, "70 %". */
    static String strength(double strength) {
        return Numbers.percent(strength);
    }
}
