package org.throughline.server.custody.web;

import org.jspecify.annotations.Nullable;

/** The halt for everybody: why and since when it stands, or nothing. */
public record HaltPage(
        @Nullable String reason,
        @Nullable String since,
        @Nullable String error) {}
