package org.throughline.server.records;

import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PersonId;

/** The one way into a record: bytes come in, are kept as they are, and are verified exactly as a stranger's. */
@Component
public class CredentialIntake {
    /**
     * Receives a credential for its holder. The same document again changes nothing; a newer one with the same issuer and id replaces
     * the older. A VALID one publishes {@link CompetencyVerified} for each competency, in this transaction.
     *
     * @param source where it came from: {@code upload}, {@code issued-here}, {@code claim}…
     */
    public HeldCredential receive(PersonId holder, byte[] document, String source) {
        throw new UnsupportedOperationException("not built yet");
    }
}
