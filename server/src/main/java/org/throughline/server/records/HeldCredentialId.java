package org.throughline.server.records;

import java.util.UUID;

/** A credential in a person's record. */
public record HeldCredentialId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
