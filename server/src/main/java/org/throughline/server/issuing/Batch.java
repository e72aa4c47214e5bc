package org.throughline.server.issuing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementId;

/**
 * One issuance to a roster, with what its achievements said when it was planned.
 *
 * @param issuerDid as whom it signs
 */
record Batch(
        BatchId id,
        OrganizationId organization,
        String issuerDid,
        String issuerName,
        @Nullable String issuerUrl,
        boolean withClr,
        PersonId startedBy,
        List<PlannedAchievement> achievements) {
    Batch {
        achievements = List.copyOf(achievements);
    }

    /** The same batch under the name that the organization signs with now. */
    Batch signedAs(String did) {
        return did.equals(issuerDid)
                ? this
                : new Batch(id, organization, did, issuerName, issuerUrl, withClr, startedBy, achievements);
    }

    PlannedAchievement achievement(AchievementId id) {
        return achievements.stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
    }

    /** An achievement's words at planning time. */
    record PlannedAchievement(
            AchievementId id,
            String uri,
            String name,
            String description,
            String criteria,
            String achievementType,
            @Nullable String humanCode,
            List<PlannedAlignment> alignment,
            List<PlannedEndorsement> endorsements) {
        PlannedAchievement {
            alignment = List.copyOf(alignment);
            endorsements = List.copyOf(endorsements);
        }
    }

    /** What another organization said of the achievement, as it stood at planning time. */
    record PlannedEndorsement(UUID id, String document) {}

    /** A competency's words at planning time. */
    record PlannedAlignment(
            String targetUrl,
            String targetName,
            @Nullable String targetCode,
            @Nullable String targetFramework) {}
}
