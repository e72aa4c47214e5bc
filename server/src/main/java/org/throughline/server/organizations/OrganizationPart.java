package org.throughline.server.organizations;

import java.util.List;

/**
 * What a room holds of an organization, as it leaves with the organization and comes back elsewhere: a bean of the room. Rows go out as
 * JSON, column by column, so that nothing is lost; beside them a part gives the same in the open formats of its field, for everybody else.
 */
public interface OrganizationPart {
    /** Its name in the archive: {@code achievements}. */
    String name();

    /** Parts come back in this order, the smallest first: what others rest on. */
    int order();

    /** Whether the rows come back by {@link #restore}; otherwise they are kept as a file. */
    default boolean comesBack() {
        return true;
    }

    /** All rows of the organization, as one JSON object: an array of objects for each table. */
    String rows(OrganizationId organization);

    /** Addresses of installations below which something of it is published, beside this one's own. */
    default List<String> addresses(OrganizationId organization) {
        return List.of();
    }

    /** People in these rows who are not members, and must be known wherever they come back. */
    default List<PersonId> people(OrganizationId organization) {
        return List.of();
    }

    /** The same in open formats. */
    default List<Document> documents(OrganizationId organization) {
        return List.of();
    }

    /**
     * Puts rows back in the present transaction and returns how many were added. The file comes from a stranger: rows that belong to anybody but this
     * organization, that are here already, or that no form would take, are a {@code Problem ORGANIZATION_FILE}.
     */
    default int restore(Arrival arrival, String rows) {
        return 0;
    }

    /**
     * A document of the archive.
     *
     * @param path with forward slashes: {@code credentials/7b….json}
     */
    record Document(String path, String text) {}
}
