package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.StateView;

/** The partnerships in which somebody takes part, and those that ask them to. */
public record PartnershipsPage(
        List<Entry> partnerships, List<Invitation> invitations, List<Coalition> coalitions, boolean mayFound) {
    public PartnershipsPage {
        partnerships = List.copyOf(partnerships);
        invitations = List.copyOf(invitations);
        coalitions = List.copyOf(coalitions);
    }

    /** One of them. */
    public record Entry(
            String name,
            String href,
            StateView stage,
            String members,
            int settled,
            int asked,
            @Nullable String round) {}

    /** An invitation that waits for an answer. */
    public record Invitation(String name, String convener, String href) {}

    /** A coalition of the reader, with the page of all that it convenes. */
    public record Coalition(String name, String href) {}
}
