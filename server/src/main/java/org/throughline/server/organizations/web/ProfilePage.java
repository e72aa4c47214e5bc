package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organization's public face; members see ways further in.
 *
 * @param accent its colour, or null
 * @param logo the address of its picture, or null
 * @param domains the domains that it proved to be its own
 * @param issuer whether the viewer may see its keys
 */
public record ProfilePage(
        String slug,
        String name,
        String kind,
        @Nullable String url,
        String description,
        @Nullable String accent,
        @Nullable String logo,
        @Nullable String location,
        List<Proven> domains,
        boolean member,
        boolean owner,
        boolean issuer) {
    public ProfilePage {
        domains = List.copyOf(domains);
    }

    /** A domain and since when it is known to be the organization's. */
    public record Proven(String name, String since) {}
}
