package org.throughline.server.records;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PersonId;

/** The credentials that people hold. */
@Component
public class HeldCredentials {
    /** A person's credentials, newest first. */
    public List<HeldCredential> of(PersonId holder) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<HeldCredential> find(HeldCredentialId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The exact signed bytes. */
    public byte[] document(HeldCredentialId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Verifies the kept bytes now and keeps the result. */
    public HeldCredential verify(HeldCredentialId id) {
        throw new UnsupportedOperationException("not built yet");
    }
}
