package org.throughline.server.organizations;

import java.util.UUID;

/** A person who has an account, or for whom credentials wait. */
public record PersonId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
