package org.throughline.server.cocreation;

import org.throughline.server.organizations.OrganizationKind;

/** On which side of a framework somebody stands: those who teach, those who hire, and everybody else. Shown apart, counted apart. */
public enum Side {
    EDUCATOR,
    EMPLOYER,
    OTHER;

    /** The side of an organization. */
    public static Side of(OrganizationKind kind) {
        return switch (kind) {
            case EDUCATOR -> EDUCATOR;
            case EMPLOYER -> EMPLOYER;
            case COALITION, AGENCY -> OTHER;
        };
    }
}
