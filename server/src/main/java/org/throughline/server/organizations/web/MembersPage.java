package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.TableView;

/** Who belongs to an organization; for owners with the form that brings in another. */
public record MembersPage(
        String slug,
        String organization,
        TableView table,
        boolean owner,
        List<Option> roles,
        Invite form,
        @Nullable String error) {
    public MembersPage {
        roles = List.copyOf(roles);
    }
}
