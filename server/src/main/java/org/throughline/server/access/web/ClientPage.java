package org.throughline.server.access.web;

import java.util.List;

/** One program of an organization. */
public record ClientPage(
        String slug,
        String organization,
        String id,
        String name,
        boolean forUs,
        List<String> redirects,
        List<String> scopes,
        List<String> secrets,
        boolean confidential,
        boolean revoked,
        String lastUsed) {
    public ClientPage {
        redirects = List.copyOf(redirects);
        scopes = List.copyOf(scopes);
        secrets = List.copyOf(secrets);
    }
}
