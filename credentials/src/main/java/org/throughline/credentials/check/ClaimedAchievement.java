package org.throughline.credentials.check;

import org.jspecify.annotations.Nullable;

/**
 * The achievement as a credential tells it.
 *
 * @param id  its URI
 * @param criteriaId  a page on how it is earned
 * @param criteriaNarrative  how it is earned, in Markdown: show it as text
 */
public record ClaimedAchievement(
        @Nullable String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable String achievementType,
        @Nullable String humanCode,
        @Nullable String criteriaId,
        @Nullable String criteriaNarrative) {}
