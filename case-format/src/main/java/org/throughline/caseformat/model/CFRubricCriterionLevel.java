package org.throughline.caseformat.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of quality on a criterion.
 *
 * @param identifier the level's identifier
 * @param uri where it is told about
 * @param lastChangeDateTime its last change
 * @param description what performance on this level looks like
 * @param quality its name, such as {@code Proficient}
 * @param score its points, in the publisher's own scale
 * @param feedback what to tell the learner
 * @param position its order
 * @param rubricCriterionId the criterion it belongs to
 * @param extensions what the standard has no word for (1.1; the schema wants a list here, so it is written as a list of one)
 */
public record CFRubricCriterionLevel(
        UUID identifier,
        String uri,
        Instant lastChangeDateTime,
        @Nullable String description,
        @Nullable String quality,
        @Nullable BigDecimal score,
        @Nullable String feedback,
        @Nullable Integer position,
        @Nullable UUID rubricCriterionId,
        Extensions extensions) {}
