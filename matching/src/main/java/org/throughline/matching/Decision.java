package org.throughline.matching;

import org.jspecify.annotations.Nullable;

/**
 * What people decided about a pair.
 *
 * @param from the statement that was asked about
 * @param to the id of the candidate
 * @param accepted whether they stand in relation
 * @param relation on which people settled; null when they only said yes or no
 */
public record Decision(
        Statement from,
        String to,
        boolean accepted,
        @Nullable SuggestedRelation relation) {}
