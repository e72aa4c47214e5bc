package org.throughline.server.custody;

import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;

/** The keys that organizations sign with. Private keys are stored encrypted and leave this room only as the act of signing. */
@Component
public class IssuerKeys {
    /** The organization's identity; its first key is made when it is first asked for. */
    public IssuerIdentity identity(OrganizationId organization) {
        throw new UnsupportedOperationException("not built yet");
    }

    // public org.throughline.credentials.key.Signer signer(OrganizationId organization)  -> comes with the credentials
    // library
}
