package org.throughline.server.cocreation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.PersonId;

/**
 * Something that others do, as open pages are told.
 *
 * @param number counted for each framework, without gaps, in the order of commits
 * @param subject the proposal, thread or round
 * @param sentence what they do, after their name: "proposes another wording of EPT.1.2"
 */
public record Happening(
        long number,
        Kind kind,
        @Nullable UUID subject,
        @Nullable UUID item,
        String sentence,
        PersonId by,
        Instant at) {

    /** Of what kind it is. */
    public enum Kind {
        PROPOSED,
        OPINION,
        RESOLVED,
        COMMENTED,
        THREAD,
        ROUND,
        PEOPLE
    }
}
