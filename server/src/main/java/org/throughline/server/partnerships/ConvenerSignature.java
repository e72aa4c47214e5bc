package org.throughline.server.partnerships;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.Profile;
import org.throughline.credentials.model.Statement;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.shared.Problem;

/**
 * Signs documents of a partnership with the convening organization's key, as W3C Verifiable Credentials 2.0. Their words are schema.org's,
 * written out as addresses, so that any verifier of credentials can check the signature over all of them with no other vocabulary than the
 * W3C's own.
 */
@Component
class ConvenerSignature {
    static final String SCHEMA = "https://schema.org/";

    private final IssuerKeys keys;
    private final Organizations organizations;
    private final CredentialIssuer issuer;

    ConvenerSignature(IssuerKeys keys, Organizations organizations, Clock clock) {
        this.keys = keys;
        this.organizations = organizations;
        this.issuer = new CredentialIssuer(clock);
    }

    /**
     * Signs.
     *
     * @param id the document's own, an address or {@code urn:uuid:}
     * @param kind schema.org's word for what it is
     */
    byte[] sign(
            Partnership partnership,
            String id,
            String kind,
            String name,
            String description,
            Instant at,
            JsonObject subject) {
        Organization convener = organizations.find(partnership.convener()).orElseThrow(Problem::notFound);
        Signer signer = keys.signer(convener.id());
        return issuer.issue(
                new Statement(
                        id,
                        SCHEMA + kind,
                        name,
                        description,
                        new Profile(signer.controller(), convener.name(), convener.url()),
                        at,
                        subject),
                signer);
    }
}
