package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closing one's account.
 *
 * @param hindrances what has to be handed over first, in sentences
 * @param resting where something rests on the person that somebody could take over
 * @param error beside the question whether they are sure
 */
public record ClosingPage(
        List<String> hindrances,
        List<Resting> resting,
        @Nullable String error) {
    public ClosingPage {
        hindrances = List.copyOf(hindrances);
        resting = List.copyOf(resting);
    }

    /** An organization, and how many things rest on the person there. */
    public record Resting(String organization, int things, String href) {}
}
