package org.throughline.server.organizations;

/**
 * Seals the few secrets that must be read again (a second step's, a provider's client secret), by a key that is not in the database. The
 * keys are kept one floor above, in {@code custody}, which gives this.
 */
public interface Sealing {
    /**
     * @param boundTo whose secret it is and for what: what was sealed for one row does not open in another
     */
    byte[] seal(byte[] secret, String boundTo);

    /** What was sealed; bytes that were changed, or were sealed for something else, are an {@code IllegalStateException}. */
    byte[] open(byte[] sealed, String boundTo);
}
