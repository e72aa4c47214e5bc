package org.throughline.server.alignment;

import java.util.UUID;

/** A crosswalk: the alignments between two frameworks. */
public record CrosswalkId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
