package org.throughline.matching;

/** What the wording of two statements says about their relation, in the words of CASE association types. */
public enum SuggestedRelation {
    /** Both say the same. */
    EXACT_MATCH("exactMatchOf", "the same competency"),
    /** The statement asked about is the narrower one: it is a part of the candidate. */
    PART_OF("isPartOf", "a part of"),
    /** The candidate is the narrower one; recorded as {@code isPartOf} from the candidate to the statement asked about. */
    HAS_PART("isPartOf", "covers"),
    /** They have to do with each other, neither contains the other. */
    RELATED("isRelatedTo", "related, not the same");

    private final String associationType;
    private final String words;

    SuggestedRelation(String associationType, String words) {
        this.associationType = associationType;
        this.words = words;
    }

    /** The CASE {@code associationType}; for {@link #HAS_PART} with origin and destination exchanged. */
    public String associationType() {
        return associationType;
    }

    /** For people: "statement (is) ... candidate". */
    public String words() {
        return words;
    }
}
