package org.throughline.server.cocreation;

import java.util.List;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * People whom the lead of a workspace may name without a letter, because their organization already works with the owner. A contributor, as a
 * bean, gives those whom their own organization named for such work, and nobody else.
 */
@FunctionalInterface
public interface WorkspaceCandidates {

    /**
     * Somebody who could be named.
     *
     * @param organization for whom they would speak
     * @param through why they stand here: the partnership's name
     */
    record Candidate(PersonId person, OrganizationId organization, String through) {}

    /** Those who work with this organization. */
    List<Candidate> candidates(OrganizationId owner);
}
