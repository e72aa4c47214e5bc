package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's e-mail addresses, and the form that adds one. */
public record AddressesPage(
        List<Entry> entries, String email, @Nullable String error) {
    public AddressesPage {
        entries = List.copyOf(entries);
    }

    /** One address; {@code primary} is the one that letters go to. */
    public record Entry(String email, String since, boolean primary) {}
}
