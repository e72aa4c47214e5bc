package org.throughline.server.organizations.web;

import org.jspecify.annotations.Nullable;

/** The form that sets up an organization with its first owner. */
public record SetUp(
        String slug, String name, String kind, String url, String description, String ownerName, String ownerEmail) {
    public SetUp(
            @Nullable String slug,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String url,
            @Nullable String description,
            @Nullable String ownerName,
            @Nullable String ownerEmail) {
        this.slug = slug == null ? "" : slug;
        this.name = name == null ? "" : name;
        this.kind = kind == null ? "" : kind;
        this.url = url == null ? "" : url;
        this.description = description == null ? "" : description;
        this.ownerName = ownerName == null ? "" : ownerName;
        this.ownerEmail = ownerEmail == null ? "" : ownerEmail;
    }
}
