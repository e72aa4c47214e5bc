package org.throughline.server.organizations;

import org.jspecify.annotations.Nullable;

/** A person as other rooms see them. */
public record Person(
        PersonId id, String displayName, @Nullable String email) {}
