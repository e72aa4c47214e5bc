package org.throughline.matching;

import java.util.Map;

/**
 * In which relation the statement asked about stands to a candidate: a CASE association type, and its direction. The wording itself speaks for
 * one of the four named here; people may settle on any, and those on which they do are proposed in turn.
 *
 * @param associationType the CASE {@code associationType}, or a publisher's own {@code ext:} word
 * @param reversed whether it holds from the candidate to the statement asked about
 */
public record SuggestedRelation(String associationType, boolean reversed) implements Comparable<SuggestedRelation> {
    /** Both say the same. */
    public static final SuggestedRelation EXACT_MATCH = new SuggestedRelation("exactMatchOf", false);
    /** The statement asked about is the narrower one: it is a part of the candidate. */
    public static final SuggestedRelation PART_OF = new SuggestedRelation("isPartOf", false);
    /** The candidate is the narrower one; recorded as {@code isPartOf} from the candidate to the statement asked about. */
    public static final SuggestedRelation HAS_PART = new SuggestedRelation("isPartOf", true);
    /** They have to do with each other, neither contains the other. */
    public static final SuggestedRelation RELATED = new SuggestedRelation("isRelatedTo", false);

    private static final Map<SuggestedRelation, String> WORDS = Map.of(
            EXACT_MATCH, "the same competency",
            PART_OF, "a part of",
            HAS_PART, "covers",
            RELATED, "related, not the same");

    /** For people: "statement (is) ... candidate"; a type that no wording speaks for is called by its own name. */
    public String words() {
        return WORDS.getOrDefault(this, reversed ? "the other end of " + associationType : associationType);
    }

    /** By type, those that are not reversed first. */
    @Override
    public int compareTo(SuggestedRelation other) {
        int byType = associationType.compareTo(other.associationType);
        return byType != 0 ? byType : Boolean.compare(reversed, other.reversed);
    }
}
