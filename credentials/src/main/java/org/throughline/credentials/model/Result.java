package org.throughline.credentials.model;

import org.jspecify.annotations.Nullable;

/**
 * What somebody reached (Open Badges 3.0, B.1.26 Result).
 *
 * @param resultDescription  the id of the {@link ResultDescription} in the same achievement
 * @param value  the value reached, as text
 * @param achievedLevel  the id of the {@link RubricCriterionLevel} reached
 * @param status  {@code Completed}, {@code InProgress}, ...
 */
public record Result(
        @Nullable String resultDescription,
        @Nullable String value,
        @Nullable String achievedLevel,
        @Nullable String status) {}
