package org.throughline.server.talent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.ItemUri;

/**
 * One competency that a job asks for.
 *
 * @param id names the requirement within its profile, the same through versions as long as it asks for the same
 * @param item the CFItem asked for
 * @param importance 1 (nice to have) to 5 (essential)
 * @param required whether somebody without it does not meet the need; otherwise it is preferred
 * @param level the strength wanted, in (0, 1]; null when any proof will do
 */
public record JobRequirement(
        UUID id,
        ItemUri item,
        int importance,
        boolean required,
        @Nullable Double level) {
    public JobRequirement {
        if (importance < 1 || importance > 5) {
            throw new IllegalArgumentException("importance is 1 to 5, found " + importance);
        }
        if (level != null && !(level > 0 && level <= 1)) {
            throw new IllegalArgumentException("a level lies in (0, 1], found " + level);
        }
    }
}
