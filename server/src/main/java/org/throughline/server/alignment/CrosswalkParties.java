package org.throughline.server.alignment;

import java.util.Collection;
import java.util.Set;
import org.throughline.server.organizations.OrganizationId;

/**
 * Who stands behind crosswalks, as a bean. This room answers for a crosswalk's owner and the owners of its two frameworks; a room above
 * may know of others, such as the members of a partnership. Their people see the crosswalk whether it is published or not, and their
 * editors and reviewers decide in it.
 */
public interface CrosswalkParties {
    /** The crosswalks that members of any of these organizations see. */
    Set<CrosswalkId> seenBy(Collection<OrganizationId> organizations);

    /** The crosswalks in which editors and reviewers of any of these organizations decide. */
    Set<CrosswalkId> decidedBy(Collection<OrganizationId> organizations);

    /** The organizations whose editors and reviewers decide in a crosswalk. */
    Set<OrganizationId> deciding(Crosswalk crosswalk);

    /** The crosswalks whose lead any of these organizations is: their editors resolve what organizations see differently. */
    default Set<CrosswalkId> ledBy(Collection<OrganizationId> organizations) {
        return Set.of();
    }
}
