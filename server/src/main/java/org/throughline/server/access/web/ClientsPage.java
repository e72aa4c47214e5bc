package org.throughline.server.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.TableView;

/** The programs of an organization, with the form that makes another. */
public record ClientsPage(
        String slug,
        String organization,
        TableView table,
        NewClient form,
        List<Option> scopes,
        List<Option> acts,
        @Nullable String error) {
    public ClientsPage {
        scopes = List.copyOf(scopes);
        acts = List.copyOf(acts);
    }
}
