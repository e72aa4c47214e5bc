package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invitation, as whoever reads the letter sees it.
 *
 * @param signedIn whether somebody is signed in, who can accept at once
 * @param known whether the invited address has an account, which then signs in first
 */
public record InvitationPage(
        String action,
        String organization,
        String description,
        String invitedBy,
        String email,
        List<String> roles,
        boolean signedIn,
        boolean known,
        String name,
        @Nullable String error) {
    public InvitationPage {
        roles = List.copyOf(roles);
    }
}
