package org.throughline.server.organizations.web;

import org.jspecify.annotations.Nullable;

/** The form of an organization's public description. */
public record EditPage(
        String slug,
        String organization,
        String name,
        @Nullable String url,
        String description,
        String seen,
        @Nullable String error) {}
