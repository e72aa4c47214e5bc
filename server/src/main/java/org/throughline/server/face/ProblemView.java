package org.throughline.server.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page for something that went wrong.
 *
 * @param status the HTTP status
 * @param code the stable kebab name of the problem, shown small for those who report it
 * @param title what happened, in one line
 * @param happened what happened, in a sentence or two
 * @param kept what was kept, so that nobody fears for their work
 * @param next what to do next
 */
public record ProblemView(
        int status,
        @Nullable String code,
        String title,
        String happened,
        @Nullable String kept,
        String next,
        List<Action> actions) {
    public ProblemView {
        actions = List.copyOf(actions);
    }
}
