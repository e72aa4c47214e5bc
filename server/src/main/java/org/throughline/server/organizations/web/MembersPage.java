package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.TableView;

/** Who belongs to an organization; for owners with those who were invited and the form that invites another. */
public record MembersPage(
        String slug,
        String organization,
        TableView table,
        boolean owner,
        List<Pending> pending,
        List<Option> roles,
        Invite form,
        @Nullable String error) {
    public MembersPage {
        roles = List.copyOf(roles);
        pending = List.copyOf(pending);
    }

    /**
     * An invitation that nobody answered yet.
     *
     * @param state until when it is valid, or why it is no more
     * @param action what the addresses that send it again or take it back begin with
     */
    public record Pending(String email, String roles, String state, String action) {}
}
