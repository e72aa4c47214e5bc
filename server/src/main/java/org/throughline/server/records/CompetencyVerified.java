package org.throughline.server.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/**
 * Verification established that a person has a competency. Only a VALID report leads to it.
 *
 * @param credential the held credential that proves it
 * @param issuerId who signed
 * @param awarded when it became valid
 * @param level the achieved level in [0, 1] if the credential's result says one; null for none
 */
public record CompetencyVerified(
        PersonId person,
        HeldCredentialId credential,
        ItemUri item,
        String issuerId,
        String issuerName,
        String achievementName,
        @Nullable Instant awarded,
        @Nullable Double level) {}
