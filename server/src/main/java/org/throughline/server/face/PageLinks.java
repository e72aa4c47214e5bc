package org.throughline.server.face;

import org.jspecify.annotations.Nullable;

/**
 * Where a page of rows stands among all of them.
 *
 * @param from the first row shown, counted from 1
 * @param to the last row shown
 * @param total how many there are, or null where that is not told
 */
public record PageLinks(
        long from,
        long to,
        @Nullable Long total,
        @Nullable String previousHref,
        @Nullable String nextHref) {}
