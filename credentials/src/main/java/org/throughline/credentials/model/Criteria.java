package org.throughline.credentials.model;

import org.jspecify.annotations.Nullable;

/**
 * How an achievement is earned (Open Badges 3.0, B.1.9 Criteria).
 *
 * @param id  a page that describes it, as an absolute URI
 * @param narrative  the description itself, in Markdown
 */
public record Criteria(@Nullable String id, @Nullable String narrative) {}
