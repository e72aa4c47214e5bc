package org.throughline.server.alignment;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.throughline.server.organizations.OrganizationId;

/**
 * Who stands behind crosswalks, as a bean. This room answers for a crosswalk's owner and the owners of its two frameworks; a room above
 * may know of others, such as the members of a partnership. Their people see the crosswalk whether it is published or not, and their
 * editors and reviewers decide in it.
 */
public interface CrosswalkParties {
    /**
     * The organizations behind one crosswalk, as far as one room knows of them.
     *
     * @param seeing their members see it, whether it is published or not
     * @param deciding their editors and reviewers decide in it
     * @param leading their editors resolve what organizations see differently
     */
    record Behind(Set<OrganizationId> seeing, Set<OrganizationId> deciding, Set<OrganizationId> leading) {
        public Behind {
            seeing = Set.copyOf(seeing);
            deciding = Set.copyOf(deciding);
            leading = Set.copyOf(leading);
        }

        /** What two rooms know together. */
        public Behind and(Behind other) {
            return new Behind(
                    joined(seeing, other.seeing), joined(deciding, other.deciding), joined(leading, other.leading));
        }

        private static Set<OrganizationId> joined(Set<OrganizationId> one, Set<OrganizationId> other) {
            Set<OrganizationId> all = new HashSet<>(one);
            all.addAll(other);
            return all;
        }
    }

    /** Who stands behind a crosswalk: the same as the other questions say, asked for one crosswalk and all organizations at once. */
    Behind behind(Crosswalk crosswalk);

    /** The crosswalks that members of any of these organizations see. */
    Set<CrosswalkId> seenBy(Collection<OrganizationId> organizations);

    /** The crosswalks in which editors and reviewers of any of these organizations decide. */
    Set<CrosswalkId> decidedBy(Collection<OrganizationId> organizations);
}
