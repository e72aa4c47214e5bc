package org.throughline.credentials.status;

import java.time.Instant;
import java.util.Optional;

/**
 * Verified status lists that several verifications share. Whoever verifies thousands of badges of one issuer fetches its list once.
 *
 * <p>One cache belongs to one verifier: what it holds was verified with that verifier's documents and contexts. Safe for use by many threads.
 */
public interface StatusListCache {

    /** The list at an address, when it is known and may still be used at this moment. */
    Optional<PublishedStatusList> get(String url, Instant now);

    /** Keeps a list that was just verified. */
    void keep(PublishedStatusList list);
}
