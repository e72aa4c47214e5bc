package org.throughline.server.frameworks.web;

import org.jspecify.annotations.Nullable;

/**
 * A published statement as a small card that other sites show in a frame.
 *
 * @param facts what kind of statement and which level, in a few words; empty where nothing is said
 * @param retired since when it stands in its framework no longer, in words; null while it does
 * @param nonce lets the card's own style through its policy
 * @param theme {@code light}, {@code dark}, or empty for what the reader's system prefers
 */
public record CardPage(
        @Nullable String code,
        String statement,
        @Nullable String lang,
        String facts,
        String framework,
        String creator,
        @Nullable String retired,
        String href,
        String siteName,
        String nonce,
        String theme) {}
