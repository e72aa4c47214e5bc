package org.throughline.server.alignment.web;

import java.util.List;
import java.util.stream.Stream;
import org.throughline.server.alignment.Relation;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;

/** The relations that people choose from, in words. */
public final class RelationOptions {
    /** In the order of the keys 1 to 5. */
    public static final List<Option> ALL = Words.OFFERED.stream()
            .map(relation -> Option.of(relation.word(), relation.words()))
            .toList();

    /** What each of them means, in the same order. */
    public static final List<Help> HELP =
            Words.OFFERED.stream().map(RelationOptions::help).toList();
    /** The same for a resolution, which may also say that the pair does not belong together. */
    public static final List<Option> RESOLVING = Stream.concat(
                    ALL.stream(), Stream.of(Option.of("none", "no answer to it")))
            .toList();

    private RelationOptions() {}

    /**
     * A relation explained.
     *
     * @param word CASE's, or ours for the whole of a part
     */
    public record Help(String word, String words, String meaning) {}

    private static Help help(Relation relation) {
        String meaning = switch (relation) {
            case EXACT_MATCH ->
                "Who can do the one can do the other. The words may differ; what has to be shown does not.";
            case HAS_PART ->
                "The outcome is wider: who reached it can do what is asked, and more. In CASE it is written as isPartOf, from the requirement.";
            case PART_OF -> "The outcome is narrower: it shows a part of what is asked, and something stays open.";
            case RELATED -> "They have to do with each other, but who can do the one need not be able to do the other.";
            case PRECEDES -> "The outcome is learned first; what is asked builds upon it.";
            case TRANSLATION -> "The same statement in another language.";
            case PEER -> "Two of a kind that stand beside each other.";
        };
        return new Help(
                relation.word(),
                relation.words(),
                meaning + " Counts for " + Numbers.percent(relation.outcomeForRequirement()) + " of what is asked.");
    }
}
