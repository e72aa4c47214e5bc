package org.throughline.server.issuing;

import java.util.UUID;

/** One issuance to a roster. */
public record BatchId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
