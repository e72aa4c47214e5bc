package org.throughline.credentials.load;

import java.time.Instant;
import java.util.Optional;
import org.throughline.credentials.key.VerificationKey;

/**
 * Keys that their issuers reported as stolen, as far as whoever asks knows. What a signature says of its own time proves nothing then, because the
 * thief writes it too; a log that recorded the very bytes before the theft does.
 */
@FunctionalInterface
public interface StolenKeys {

    /**
     * What is known of a key and a document that it signed.
     *
     * @param verificationMethod  the key's full id
     * @param document  the exact text of the document
     * @return empty for a key that nobody reported
     */
    Optional<Report> report(String verificationMethod, String document);

    /**
     * A key is reported.
     *
     * @param key  its public half
     * @param since  from when on others may have had it
     * @param recordedBefore  whether the issuer's log recorded exactly this document before that
     */
    record Report(VerificationKey key, Instant since, boolean recordedBefore) {}
}
