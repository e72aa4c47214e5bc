package org.throughline.credentials.model;

/**
 * One bit in a published list (Bitstring Status List 1.0, section 2.1).
 *
 * @param id  an absolute URI of this entry, usually the list's with the index as fragment
 * @param statusPurpose  {@code revocation} or {@code suspension}; others are shown and decide nothing
 * @param statusListIndex  the position, from 0
 * @param statusListCredential  the URL of the list's own signed credential
 */
public record BitstringStatusListEntry(
        String id, String statusPurpose, long statusListIndex, String statusListCredential)
        implements CredentialStatus {

    /** The purpose that is never taken back. */
    public static final String REVOCATION = "revocation";

    /** The purpose that may be lifted again. */
    public static final String SUSPENSION = "suspension";

    public BitstringStatusListEntry {
        if (statusListIndex < 0) {
            throw new IllegalArgumentException("A status list index starts at 0, but was " + statusListIndex);
        }
    }
}
