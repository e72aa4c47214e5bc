package org.throughline.server.site.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start page of a signed-in person.
 *
 * @param summary how much waits, in a sentence
 * @param cards what waits first, then what they may begin with
 * @param ways the parts of the house that are open to them
 * @param organizations where they belong
 */
public record HomePage(
        String name, String summary, List<Card> cards, List<Way> ways, List<Way> organizations, boolean administrator) {
    public HomePage {
        cards = List.copyOf(cards);
        ways = List.copyOf(ways);
        organizations = List.copyOf(organizations);
    }

    /**
     * One card.
     *
     * @param kicker on behalf of which organization
     * @param waits whether something waits there
     */
    public record Card(String title, @Nullable String kicker, String text, String href, String action, boolean waits) {}

    /** A link with a sentence. */
    public record Way(String label, String href, String sentence) {}
}
