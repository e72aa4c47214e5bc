package org.throughline.server.cocreation.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.StateView;

/**
 * The rounds of a workspace.
 *
 * @param mayOpen whether the reader opens one now
 * @param title what was typed, when something was missing; so are the others
 */
public record RoundsPage(
        WorkspaceHead head,
        List<Entry> rounds,
        boolean mayOpen,
        String title,
        String asked,
        String due,
        @Nullable String error) {
    public RoundsPage {
        rounds = List.copyOf(rounds);
    }

    /** A round in a list. */
    public record Entry(
            UUID id,
            int number,
            String title,
            String href,
            StateView state,
            String until,
            String asked,
            String counts) {}

    /**
     * A round with what came of it.
     *
     * @param silent who has not spoken yet, by name
     */
    public record One(Entry entry, boolean open, boolean leads, String silent, List<Part> parts) {
        public One {
            parts = List.copyOf(parts);
        }
    }

    /** The proposals with one outcome. */
    public record Part(String name, List<ProposalView> proposals) {
        public Part {
            proposals = List.copyOf(proposals);
        }
    }
}
