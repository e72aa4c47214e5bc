package org.throughline.caseformat.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How performance on items is judged.
 *
 * @param identifier the rubric's identifier
 * @param uri where it is told about
 * @param lastChangeDateTime its last change
 * @param title what it is called
 * @param description what it is for
 * @param criteria the {@code CFRubricCriteria}
 * @param extensions what the standard has no word for (1.1)
 */
public record CFRubric(
        UUID identifier,
        String uri,
        Instant lastChangeDateTime,
        @Nullable String title,
        @Nullable String description,
        List<CFRubricCriterion> criteria,
        Extensions extensions) {

    public CFRubric {
        criteria = List.copyOf(criteria);
    }
}
