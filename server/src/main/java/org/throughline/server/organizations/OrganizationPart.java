package org.throughline.server.organizations;

import java.util.Collection;
import java.util.List;

/**
 * What a room holds of an organization, as it leaves with the organization and comes back elsewhere: a bean of the room. Rows go out as
 * JSON, column by column, so that nothing is lost; beside them a part gives the same in the open formats of its field, for everybody else.
 */
public interface OrganizationPart {
    /** Its name in words and hyphens: {@code talent-needs}. */
    String name();

    /** Parts leave and come back in this order, the smallest first: what others rest on. */
    int order();

    /** The tables whose rows it takes along; every other table of the house stands on a list of what stays, with its reason. */
    Collection<String> tables();

    /** People in these rows who are not members, and whom the organization knows by their address. */
    default List<PersonId> people(OrganizationId organization) {
        return List.of();
    }

    /** People in these rows whom others answer for: they leave with their name, without an address. */
    default List<PersonId> peopleByName(OrganizationId organization) {
        return List.of();
    }

    /** Addresses of installations below which something of it is published, beside this one's own. */
    default List<String> addresses(OrganizationId organization) {
        return List.of();
    }

    /** Writes everything, in the present transaction. */
    void leave(OrganizationId organization, LeavingFiles out);

    /**
     * Puts the rows back in the present transaction and returns how many. The file comes from a stranger: rows that belong to anybody but this
     * organization, that are here already, or that no form would take, are a {@code Problem ORGANIZATION_FILE}.
     */
    int comeBack(ArrivingFiles in);
}
