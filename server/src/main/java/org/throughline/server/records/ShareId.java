package org.throughline.server.records;

import java.util.UUID;

/** A share link, as its owner names it; not the token that opens it. */
public record ShareId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
