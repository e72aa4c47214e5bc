package org.throughline.server.organizations.web;

import java.util.List;

/** Where a person is signed in. */
public record SessionsPage(List<Entry> entries, boolean others) {
    public SessionsPage {
        entries = List.copyOf(entries);
    }

    /**
     * One session.
     *
     * @param place from where, in words
     * @param action the address that ends it
     */
    public record Entry(String device, String place, String since, String seen, boolean current, String action) {}
}
