package org.throughline.server.organizations;

import java.util.List;

/** What rests on a member in one room, as a bean. Asked before a membership ends, and told when another member takes it over. */
public interface RestingDuties {
    /** In plain words, the weightiest first; none where everything belongs to the organization. */
    List<RestingDuty> of(Membership leaver);

    /**
     * Gives what can be given to another member, inside the transaction of the act and before the membership ends.
     *
     * @param byOwner whether an owner of the organization does it, who may give roles as well
     */
    default void handOver(Membership leaver, Membership successor, boolean byOwner, PersonId by) {}
}
