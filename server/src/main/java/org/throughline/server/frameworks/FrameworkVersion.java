package org.throughline.server.frameworks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.PersonId;

/**
 * One text of a framework that came to stand. It never changes.
 *
 * @param number from 1; the highest is the one that stands
 * @param recordedAt when it came to stand here
 * @param by who brought or published it; null where that is not known any more
 * @param note what the publisher says of it, or empty
 * @param published whether the world may read this text
 * @param lastChange the CFDocument's lastChangeDateTime
 * @param fingerprint SHA-256 of the text as strict CASE 1.1, in hexadecimal digits
 */
public record FrameworkVersion(
        FrameworkId framework,
        int number,
        Instant recordedAt,
        @Nullable PersonId by,
        String note,
        boolean published,
        Instant lastChange,
        String fingerprint,
        int items,
        int associations) {}
