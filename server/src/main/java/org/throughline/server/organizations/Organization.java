package org.throughline.server.organizations;

import org.jspecify.annotations.Nullable;

/**
 * An organization's public face.
 *
 * @param slug its short name in addresses: lower-case letters, digits and hyphens; unique
 * @param url its own website, if it named one
 */
public record Organization(
        OrganizationId id,
        String slug,
        String name,
        OrganizationKind kind,
        @Nullable String url,
        String description) {}
