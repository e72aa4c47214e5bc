package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * What rests on somebody who is about to leave an organization, and to whom it may be handed over.
 *
 * @param action where the form goes, which is the page's own address
 * @param name of who leaves
 * @param self whether they read this themselves
 * @param successors the other members; the first option is nobody
 */
public record LeavingPage(
        String action,
        String slug,
        String organization,
        String name,
        boolean self,
        boolean owner,
        List<Duty> duties,
        List<Option> successors,
        @Nullable String chosen,
        @Nullable String error) {
    public LeavingPage {
        duties = List.copyOf(duties);
        successors = List.copyOf(successors);
    }

    /** One duty, and whether a successor has it by being named. */
    public record Duty(String text, @Nullable String href, boolean goesAlong) {}
}
