package org.throughline.server.issuing;

import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementId;

/** Issues credentials to a roster: dry run first, intent before signature, resumable, each row exactly once. */
@Component
public class Issuance {
    /** Reads a CSV roster (header {@code name,email[,achievement]…}) and says every row's fate before anything is signed. */
    public RosterCheck check(OrganizationId organization, List<AchievementId> achievements, byte[] csv) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Starts a batch: the badges that each row names, then (when {@code withClr}) one CLR per learner that contains them. Same roster,
     * achievements and key again is the same batch: nothing is issued twice.
     *
     * @param idempotencyKey the caller's name for this act
     */
    public BatchId start(
            OrganizationId organization,
            List<AchievementId> achievements,
            byte[] csv,
            boolean withClr,
            String idempotencyKey,
            PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** How far a batch is. */
    public BatchProgress progress(BatchId batch) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Revokes an issued credential by its own id: the status list shows it at once, and records that hold it look again. */
    public void revoke(OrganizationId organization, String credentialId, String reason, PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }
}
