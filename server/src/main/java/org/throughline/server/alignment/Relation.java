package org.throughline.server.alignment;

import java.util.Arrays;
import java.util.Optional;
import org.throughline.matching.SuggestedRelation;

/**
 * What an outcome is to a requirement, and how far proof of the one stands for the other.
 *
 * <p>Strengths are in [0, 1] and conventions of this house, the same everywhere and to be read as "how much of what was asked for is
 * proved": the whole is 1, a part that is most of it .7, mere relation .5. They multiply along a path.
 */
public enum Relation {
    /** Both say the same. */
    EXACT_MATCH("exactMatchOf", "the same competency", 1, 1),
    /** The outcome contains the requirement: whoever proved it proved what was asked for, if not on exactly that point. */
    HAS_PART("hasPart", "covers it, and more", 0.9, 0.7),
    /** The outcome is a part of the requirement: something of what was asked for stays unproved. */
    PART_OF("isPartOf", "a part of it", 0.7, 0.9),
    /** They have to do with each other. */
    RELATED("isRelatedTo", "related, not the same", 0.5, 0.5),
    /** The outcome comes before the requirement: the ground is laid, no more. */
    PRECEDES("precedes", "comes before it", 0.3, 0.7),
    /** The same in another language. */
    TRANSLATION("isTranslationOf", "a translation of it", 1, 1),
    /** Siblings of one kind. */
    PEER("isPeerOf", "a sibling", 0.4, 0.4);

    /** CASE has no word for it: what precedes something is the origin. */
    private static final String FOLLOWS = "isPrecededBy";

    private final String word;
    private final String words;
    private final double outcomeForRequirement;
    private final double requirementForOutcome;

    Relation(String word, String words, double outcomeForRequirement, double requirementForOutcome) {
        this.word = word;
        this.words = words;
        this.outcomeForRequirement = outcomeForRequirement;
        this.requirementForOutcome = requirementForOutcome;
    }

    /** The relation that a word names: CASE's words, and {@code hasPart}. */
    public static Optional<Relation> ofWord(String word) {
        return Arrays.stream(values()).filter(r -> r.word.equals(word)).findFirst();
    }

    /**
     * CASE's word with the outcome as origin and the requirement as destination. CASE has no word for the whole of a part: {@code hasPart}
     * is ours, and leaves the house as {@code isPartOf} with the requirement as origin.
     */
    public String word() {
        return word;
    }

    /**
     * What the engine calls it.
     *
     * @param fromOutcome whether the outcome is what is asked about, and the requirement what is found; else the other way
     */
    SuggestedRelation suggested(boolean fromOutcome) {
        return switch (this) {
            case EXACT_MATCH -> SuggestedRelation.EXACT_MATCH;
            case HAS_PART -> fromOutcome ? SuggestedRelation.HAS_PART : SuggestedRelation.PART_OF;
            case PART_OF -> fromOutcome ? SuggestedRelation.PART_OF : SuggestedRelation.HAS_PART;
            case RELATED -> SuggestedRelation.RELATED;
            case PRECEDES -> new SuggestedRelation(word, !fromOutcome);
            case TRANSLATION, PEER -> new SuggestedRelation(word, false);
        };
    }

    /** The one that the engine {@link #suggested}. */
    static Relation of(SuggestedRelation suggested, boolean fromOutcome) {
        return Arrays.stream(values())
                .filter(relation -> relation.suggested(fromOutcome).equals(suggested))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody taught the relation " + suggested));
    }

    /** The same relation said of the requirement, as far as there is a word for it. */
    public Relation inverse() {
        return switch (this) {
            case HAS_PART -> PART_OF;
            case PART_OF -> HAS_PART;
            case EXACT_MATCH, RELATED, PRECEDES, TRANSLATION, PEER -> this;
        };
    }

    /** The word of the relation as the requirement's to the outcome, for the way back along an alignment; as far as there is one it is CASE's. */
    String wordOnTheWayBack() {
        return this == PRECEDES ? FOLLOWS : inverse().word;
    }

    /** What a word of a relation says to people, in either direction; a word that is unknown says itself. */
    static String words(String word) {
        return word.equals(FOLLOWS)
                ? "comes after it"
                : ofWord(word).map(Relation::words).orElse(word);
    }

    /** For people, said of the outcome: "the outcome is (…)". */
    public String words() {
        return words;
    }

    /** How much of the requirement the outcome proves. */
    public double outcomeForRequirement() {
        return outcomeForRequirement;
    }

    /** How much of the outcome the requirement proves, for the way back along an alignment. */
    public double requirementForOutcome() {
        return requirementForOutcome;
    }
}
