package org.throughline.server.programs;

import java.time.Instant;
import java.util.List;

/** What other organizations say, signed, in favour of an achievement; told by the room that issues, which stands above this one. */
public interface AchievementEndorsements {
    /** The endorsements of an achievement that stand, the oldest first. */
    List<Endorsed> of(AchievementId achievement);

    /** The signed statements that badges of the achievement carry from now on: EndorsementCredentials in JSON. */
    List<String> carried(AchievementId achievement);

    /**
     * One endorsement.
     *
     * @param by the name of who endorses
     * @param sentence what they say, in one sentence
     * @param comment all that they say, Markdown
     * @param href the signed statement
     * @param carried whether badges that are issued from now on carry it
     */
    record Endorsed(String by, Instant since, String sentence, String comment, String href, boolean carried) {}
}
