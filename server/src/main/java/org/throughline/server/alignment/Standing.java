package org.throughline.server.alignment;

/** Where a pair stands between the organizations that decide about it. */
public enum Standing {
    /** Nobody has said anything, or everybody took it back. */
    OPEN,
    /** One organization has decided; that stands until another says something else. */
    ONE_SIDED,
    /** Several organizations have said the same. */
    AGREED,
    /** Organizations said different things; it counts as accepted for nobody. */
    DISPUTED,
    /** They said different things, and the lead has resolved it with a reason. */
    RESOLVED;

    /** Whether what was decided last counts. */
    public boolean counts() {
        return this == ONE_SIDED || this == AGREED || this == RESOLVED;
    }
}
