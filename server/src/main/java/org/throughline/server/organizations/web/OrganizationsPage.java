package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/** All organizations of this server, and the form that sets up another. */
public record OrganizationsPage(
        List<Entry> entries,
        List<Option> kinds,
        SetUp form,
        @Nullable String error) {
    public OrganizationsPage {
        entries = List.copyOf(entries);
        kinds = List.copyOf(kinds);
    }

    /** One of them. */
    public record Entry(String name, String href, String kind) {}
}
