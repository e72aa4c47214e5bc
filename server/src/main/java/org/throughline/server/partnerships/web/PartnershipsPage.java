package org.throughline.server.partnerships.web;

import java.util.List;

/** The partnerships in which somebody takes part. */
public record PartnershipsPage(List<Entry> partnerships, boolean mayFound) {
    public PartnershipsPage {
        partnerships = List.copyOf(partnerships);
    }

    /** One of them. */
    public record Entry(String name, String href, String members, String scope) {}
}
