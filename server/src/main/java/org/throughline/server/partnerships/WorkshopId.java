package org.throughline.server.partnerships;

import java.util.UUID;

/** A workshop of a partnership. */
public record WorkshopId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
