package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closing one's account.
 *
 * @param hindrances what has to be handed over first, in sentences
 * @param error beside the question whether they are sure
 */
public record ClosingPage(List<String> hindrances, @Nullable String error) {
    public ClosingPage {
        hindrances = List.copyOf(hindrances);
    }
}
