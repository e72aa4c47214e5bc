package org.throughline.server.records;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;

/** The credentials that people hold. Reading here asks nobody's permission: pages and APIs decide who may see what. */
@Component
public final class HeldCredentials {
    private final KeptCredentials credentials;
    private final Reverification reverification;

    HeldCredentials(KeptCredentials credentials, Reverification reverification) {
        this.credentials = credentials;
        this.reverification = reverification;
    }

    /** A person's credentials, newest first; those that came inside a CLR are among them. */
    public List<HeldCredential> of(PersonId holder) {
        return credentials.of(holder);
    }

    public Optional<HeldCredential> find(HeldCredentialId id) {
        return credentials.find(id);
    }

    /** Those that exist. */
    public List<HeldCredential> find(Collection<HeldCredentialId> ids) {
        return credentials.find(ids.stream().map(HeldCredentialId::value).toList());
    }

    /** The credentials in a CLR, in its order; those held on their own are the same objects as in {@link #of}. */
    public List<HeldCredential> parts(HeldCredentialId clr) {
        return credentials.parts(clr);
    }

    /** The exact signed bytes. */
    public byte[] document(HeldCredentialId id) {
        return credentials.document(id).orElseThrow(Problem::notFound);
    }

    /** The report of the last verification, as one line of JSON. */
    public String report(HeldCredentialId id) {
        return credentials.report(id).orElseThrow(Problem::notFound);
    }

    /** Verifies the kept bytes now and keeps the result. */
    public HeldCredential verify(HeldCredentialId id) {
        return reverification.verifyOnRequest(id);
    }
}
