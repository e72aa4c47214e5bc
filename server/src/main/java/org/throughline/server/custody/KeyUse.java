package org.throughline.server.custody;

import java.time.Instant;
import org.throughline.server.organizations.OrganizationId;

/** What was signed with a key, told by the room that issues. */
public interface KeyUse {
    /**
     * How many credentials the key signed.
     *
     * @param multibase the key
     * @param since a moment
     */
    Count of(OrganizationId organization, String multibase, Instant since);

    /** Whether exactly these bytes were written into the log of what was issued, with this key, before a moment. */
    boolean recordedBefore(OrganizationId organization, String multibase, byte[] document, Instant moment);

    /**
     * Credentials of a key, by when the log recorded that they were issued.
     *
     * @param before recorded before the moment
     * @param after recorded at it or later, or signed and not recorded
     */
    record Count(int before, int after) {}
}
