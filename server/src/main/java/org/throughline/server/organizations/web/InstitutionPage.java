package org.throughline.server.organizations.web;

import org.jspecify.annotations.Nullable;

/**
 * An organization's own sign-in, for its owner and for whoever runs this server.
 *
 * @param callback the address that the provider must know
 * @param keysAt where the provider finds our keys, if it knows us by them
 * @param administrator whether the reader confirms domains
 */
public record InstitutionPage(
        String slug,
        String organization,
        boolean setUp,
        String issuer,
        String clientId,
        String domains,
        String callback,
        String keysAt,
        boolean owner,
        boolean administrator,
        @Nullable String error) {}
