package org.throughline.server.partnerships;

import java.time.Instant;
import org.throughline.server.organizations.OrganizationId;

/**
 * An organization of a partnership.
 *
 * @param since when it came to stand as it does
 */
public record Member(OrganizationId organization, Part part, Standing standing, Instant since) {
    public boolean joined() {
        return standing == Standing.JOINED;
    }

    /** Whether its editors and reviewers decide here. */
    public boolean works() {
        return joined() && part.works();
    }
}
