package org.throughline.server.organizations;

import org.jspecify.annotations.Nullable;

/**
 * What an organization shows beside its name.
 *
 * @param accent its colour as {@code #rrggbb}, which stands out on light and on dark
 * @param location where it is, in words
 * @param logo a tag that changes with its picture; null where it has none
 */
public record Branding(
        @Nullable String accent,
        @Nullable String location,
        @Nullable String logo) {}
