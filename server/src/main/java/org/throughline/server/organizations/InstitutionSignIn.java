package org.throughline.server.organizations;

import java.util.Set;

/**
 * An organization's own sign-in by OpenID Connect.
 *
 * @param issuer the provider's address, exactly as it calls itself
 * @param domains whose e-mail addresses the provider may vouch for, as the administrator of this server confirmed; lower case
 */
public record InstitutionSignIn(Organization organization, String issuer, String clientId, Set<String> domains) {
    public InstitutionSignIn {
        domains = Set.copyOf(domains);
    }

    /** Whether the provider may say whose this address is. */
    boolean mayVouchFor(EmailAddress email) {
        String key = email.key();
        return domains.contains(key.substring(key.lastIndexOf('@') + 1));
    }
}
