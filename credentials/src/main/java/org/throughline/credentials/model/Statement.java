package org.throughline.credentials.model;

import jakarta.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credential of the W3C's data model about anything (VC Data Model 2.0, section 4), before it is signed.
 *
 * @param type  what it is beside a {@code VerifiableCredential}: an absolute URI, since the W3C's vocabulary has no word for it
 * @param credentialSubject  what is stated; its properties are terms of the W3C's vocabulary or absolute URIs, so that the signature
 *     covers them all
 */
public record Statement(
        String id,
        String type,
        String name,
        @Nullable String description,
        Profile issuer,
        Instant validFrom,
        JsonObject credentialSubject) {}
