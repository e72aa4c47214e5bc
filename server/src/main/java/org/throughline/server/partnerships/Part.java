package org.throughline.server.partnerships;

import org.throughline.server.organizations.OrganizationKind;

/** What a member is in its partnership. */
public enum Part {
    /** Brought the others together, and leads. */
    LEAD,
    EDUCATOR,
    EMPLOYER,
    /** Reads along and decides nothing. */
    OBSERVER;

    /** The part that an organization of this kind usually has. */
    public static Part usual(OrganizationKind kind) {
        return switch (kind) {
            case EDUCATOR -> EDUCATOR;
            case EMPLOYER -> EMPLOYER;
            case COALITION, AGENCY -> OBSERVER;
        };
    }

    /** Whether its people decide and do tasks. */
    public boolean works() {
        return this != OBSERVER;
    }
}
