package org.throughline.server.cocreation;

import java.time.Instant;
import java.util.UUID;
import org.throughline.server.organizations.PersonId;

/**
 * An item as the draft has it.
 *
 * @param parent the item above it, or the framework itself
 * @param children how many stand below it
 * @param retired whether it leaves the framework with the next publication
 * @param standing whether it stands in the version that the draft began with
 * @param textRevision the act that wrote the text last: whoever changes the text says which one they saw
 * @param placeRevision the act that placed it last
 */
public record DraftItem(
        UUID identifier,
        UUID parent,
        DraftText text,
        int children,
        boolean retired,
        boolean standing,
        long textRevision,
        long placeRevision,
        PersonId changedBy,
        Instant changedAt) {}
