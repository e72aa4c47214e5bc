package org.throughline.credentials.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who achieved it, and how well (Open Badges 3.0, B.1.3 AchievementSubject).
 *
 * @param id  the person's DID or URI; with {@code identifier} empty it must be present
 * @param identifier  other ways to recognise the person, hashed or plain
 */
public record AchievementSubject(
        @Nullable String id, List<IdentityObject> identifier, Achievement achievement, List<Result> result) {

    public AchievementSubject {
        identifier = List.copyOf(identifier);
        result = List.copyOf(result);
    }

    /** A subject without results. */
    public AchievementSubject(@Nullable String id, List<IdentityObject> identifier, Achievement achievement) {
        this(id, identifier, achievement, List.of());
    }
}
