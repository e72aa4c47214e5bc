package org.throughline.credentials.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result that an achievement may carry, and its scale (Open Badges 3.0, B.1.27 ResultDescription).
 *
 * @param id  an absolute URI, named by {@link Result#resultDescription()}
 * @param resultType  {@code Percent}, {@code LetterGrade}, {@code RubricCriterionLevel}, ...
 * @param allowedValue  the values in order, lowest first
 * @param requiredLevel  the id of the level that is needed at least
 * @param rubricCriterionLevel  the levels in order, lowest first
 */
public record ResultDescription(
        String id,
        String name,
        String resultType,
        List<String> allowedValue,
        @Nullable String requiredLevel,
        @Nullable String requiredValue,
        @Nullable String valueMin,
        @Nullable String valueMax,
        List<RubricCriterionLevel> rubricCriterionLevel) {

    public ResultDescription {
        allowedValue = List.copyOf(allowedValue);
        rubricCriterionLevel = List.copyOf(rubricCriterionLevel);
    }
}
