package org.throughline.server.frameworks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one statement between two texts of a framework.
 *
 * @param before the statement as it was; null for one that is new
 * @param after the statement as it is; null for one that is gone
 * @param note what else became other, in words; for one that moved, from where to where
 */
public record UpstreamChange(
        Kind kind,
        UUID item,
        @Nullable String code,
        @Nullable String before,
        @Nullable String after,
        @Nullable String note) {
    /** What happened to it. */
    public enum Kind {
        ADDED,
        CHANGED,
        MOVED,
        RETIRED
    }
}
