package org.throughline.server.alignment.web;

import java.util.Map;

/** What the engine's figures say, in words; suggestions keep them by their names, also those of earlier models. */
final class FigureWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("identical", "Both say the same, word for word"),
            Map.entry("sameStart", "Both begin with the same word"),
            Map.entry("fromMeant", "How much of what is asked is met by words of like use"),
            Map.entry("toMeant", "How much of the candidate is met by words of like use"),
            Map.entry("toCovered", "How much of the candidate's words stand in what is asked"),
            Map.entry("wording", "How alike the spelling is"),
            Map.entry("companyStanding", "How far it stands out by the company its words keep"),
            Map.entry("siblings", "How well its neighbours under the same heading fit"),
            Map.entry("area", "How well its part of the framework fits"),
            Map.entry("voices", "How many similar statements point to it"),
            Map.entry("fellows", "What stands beside the one asked about points to it"),
            Map.entry("fellowship", "How near it is to all that stands beside the one asked about"),
            Map.entry("encoder", "How near both lie by the operator's text encoder"),
            Map.entry("learntAlike", "How near both lie by what people accepted"),
            Map.entry("learntExpanded", "How near its words lie, with those of what it was accepted for"),
            Map.entry(
                    "learntKin", "How many decided statements, alike in their words and their headings, were given it"),
            Map.entry("learntParents", "How many decided statements under like headings were given it"),
            Map.entry("learntFamily", "How many similar decided statements were given one under its heading"),
            Map.entry("learntCentral", "How near what was accepted for it before is"),
            Map.entry("learntTranslated", "Which words people accepted for which"),
            Map.entry("learntVotes", "How many similar decided statements were given it"),
            Map.entry("learntOften", "How often it was accepted, as far as it fits"),
            Map.entry("learntKnownAlike", "It was accepted before, and lies near"),
            Map.entry("learntKnown", "It was accepted before"));

    private FigureWords() {}

    static String of(String name) {
        return WORDS.getOrDefault(name, name);
    }
}
