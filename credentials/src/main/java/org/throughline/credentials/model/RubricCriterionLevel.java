package org.throughline.credentials.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rung of a rubric, lowest first in its list (Open Badges 3.0, B.1.28 RubricCriterionLevel).
 *
 * @param id  an absolute URI, named by a {@link Result#achievedLevel()}
 * @param level  a short label, such as {@code 3}
 * @param points  the points that go with it, as text
 */
public record RubricCriterionLevel(
        String id,
        String name,
        @Nullable String level,
        @Nullable String points,
        @Nullable String description,
        List<Alignment> alignment) {

    public RubricCriterionLevel {
        alignment = List.copyOf(alignment);
    }
}
