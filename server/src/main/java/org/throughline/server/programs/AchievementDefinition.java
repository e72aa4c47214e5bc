package org.throughline.server.programs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.ItemUri;

/**
 * What one can be awarded, in Open Badges 3.0 terms, before anybody is.
 *
 * @param uri the {@code Achievement.id} of every credential that awards it: our public address and {@code /achievements/<id>}
 * @param achievementType OB3's enumeration, e.g. {@code Course}, {@code MicroCredential}, {@code Certificate}
 * @param criteria what one has to do, Markdown
 * @param course code and title of the course that leads to it, or null
 * @param alignment the CFItems that it proves, in order
 */
public record AchievementDefinition(
        AchievementId id,
        OrganizationId organization,
        String uri,
        String name,
        String description,
        String criteria,
        String achievementType,
        @Nullable String humanCode,
        @Nullable String course,
        List<ItemUri> alignment) {
    public AchievementDefinition {
        alignment = List.copyOf(alignment);
    }
}
