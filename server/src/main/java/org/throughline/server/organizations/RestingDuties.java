package org.throughline.server.organizations;

import java.util.List;

/** What rests on a member in one room, as a bean. Asked when an owner is about to end a membership. */
@FunctionalInterface
public interface RestingDuties {
    /** In plain words, the weightiest first; none where everything belongs to the organization. */
    List<RestingDuty> of(Membership membership);
}
