package org.throughline.server.partnerships;

import java.util.UUID;

/** A partnership of educators and employers. */
public record PartnershipId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
