package org.throughline.server.partnerships;

import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.CrosswalkParties;
import org.throughline.server.organizations.OrganizationId;

/** A partnership's crosswalk belongs to its members: all that joined see it, and those whose part is to work decide in it. */
@Component
class SharedCrosswalks implements CrosswalkParties {
    private final Partnerships partnerships;

    SharedCrosswalks(Partnerships partnerships) {
        this.partnerships = partnerships;
    }

    @Override
    public Behind behind(Crosswalk crosswalk) {
        return partnerships.behind(crosswalk.id());
    }

    @Override
    public Set<CrosswalkId> seenBy(Collection<OrganizationId> organizations) {
        return partnerships.shared(organizations, false);
    }

    @Override
    public Set<CrosswalkId> decidedBy(Collection<OrganizationId> organizations) {
        return partnerships.shared(organizations, true);
    }
}
