package org.throughline.server.programs;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** Achievement definitions. */
@Component
public class Achievements {
    /** Defines an achievement; the same name in the same organization again is a {@code Problem CONFLICT}. Unknown items are {@code BAD_INPUT}. */
    public AchievementDefinition define(
            OrganizationId organization,
            String name,
            String description,
            String criteria,
            String achievementType,
            @Nullable String humanCode,
            @Nullable String course,
            List<ItemUri> alignment,
            PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<AchievementDefinition> find(AchievementId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** An organization's achievements, by name. */
    public List<AchievementDefinition> of(OrganizationId organization) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Achievements of all organizations that prove this item: "which course closes the gap". */
    public List<AchievementDefinition> proving(ItemUri item) {
        throw new UnsupportedOperationException("not built yet");
    }
}
