package org.throughline.server.programs;

import java.util.UUID;

/** An achievement's definition on this server. */
public record AchievementId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
