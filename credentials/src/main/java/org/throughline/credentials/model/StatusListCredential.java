package org.throughline.credentials.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.status.StatusList;

/**
 * A status list before it is signed (Bitstring Status List 1.0, section 2.2).
 *
 * @param id  the URL at which it will be published; credentials name it as {@code statusListCredential}
 * @param issuer  who signs the list, normally the issuer of the credentials in it
 */
public record StatusListCredential(
        String id,
        String issuer,
        Instant validFrom,
        @Nullable Instant validUntil,
        String statusPurpose,
        StatusList list) {}
