package org.throughline.server.organizations.web;

import org.jspecify.annotations.Nullable;

/** An organization's public face; members see ways further in. */
public record ProfilePage(
        String slug,
        String name,
        String kind,
        @Nullable String url,
        String description,
        boolean member,
        boolean owner) {}
