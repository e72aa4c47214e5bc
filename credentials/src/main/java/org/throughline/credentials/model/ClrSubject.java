package org.throughline.credentials.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose record it is and what it holds (CLR 2.0, ClrSubject).
 *
 * @param verifiableCredential  the credentials, each signed by its own issuer; at least one
 */
public record ClrSubject(
        @Nullable String id,
        List<IdentityObject> identifier,
        List<SignedDocument> verifiableCredential,
        List<Association> association) {

    public ClrSubject {
        identifier = List.copyOf(identifier);
        verifiableCredential = List.copyOf(verifiableCredential);
        association = List.copyOf(association);
    }
}
