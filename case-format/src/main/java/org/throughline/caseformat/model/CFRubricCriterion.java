package org.throughline.caseformat.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing a rubric looks at.
 *
 * @param identifier the criterion's identifier
 * @param uri where it is told about
 * @param lastChangeDateTime its last change
 * @param category a label
 * @param description what is looked at
 * @param CFItemURI the item that is judged
 * @param weight its weight in the rubric, in the publisher's own scale
 * @param position its order in the rubric
 * @param rubricId the rubric it belongs to
 * @param levels the {@code CFRubricCriterionLevels}
 * @param extensions what the standard has no word for (1.1)
 */
@SuppressWarnings("MemberName") // the wire words are the standard's, letter for letter
public record CFRubricCriterion(
        UUID identifier,
        String uri,
        Instant lastChangeDateTime,
        @Nullable String category,
        @Nullable String description,
        @Nullable LinkURI CFItemURI,
        @Nullable BigDecimal weight,
        @Nullable Integer position,
        @Nullable UUID rubricId,
        List<CFRubricCriterionLevel> levels,
        Extensions extensions) {

    public CFRubricCriterion {
        levels = List.copyOf(levels);
    }
}
