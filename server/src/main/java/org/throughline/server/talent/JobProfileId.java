package org.throughline.server.talent;

import java.util.UUID;

/** A talent need: one job profile through all its versions. */
public record JobProfileId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
