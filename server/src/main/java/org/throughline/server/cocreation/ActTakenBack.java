package org.throughline.server.cocreation;

import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * An act on a draft was taken back. Published inside the transaction that did so.
 *
 * @param act the one that was taken back
 * @param takenBackBy the act that did so, which can be taken back in its turn
 * @param speakingFor for whom whoever did so spoke
 */
record ActTakenBack(
        FrameworkId framework,
        OrganizationId owner,
        long act,
        long takenBackBy,
        PersonId by,
        @Nullable OrganizationId speakingFor) {}
