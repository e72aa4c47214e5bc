package org.throughline.server.frameworks;

import java.util.UUID;

/** A framework on this server: its CFDocument's identifier. */
public record FrameworkId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
