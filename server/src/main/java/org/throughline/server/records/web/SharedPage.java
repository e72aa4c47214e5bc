package org.throughline.server.records.web;

import java.util.List;

/**
 * What a link shows.
 *
 * @param person who shares
 * @param verifiedAt when all of it was verified: now, in words
 * @param until the last day of the link, in words
 * @param token the link's secret, with which its documents are asked for
 */
public record SharedPage(
        String person, List<CredentialView> credentials, String verifiedAt, String until, String token, String link) {
    public SharedPage {
        credentials = List.copyOf(credentials);
    }

    public String title() {
        return credentials.size() == 1
                ? credentials.getFirst().name()
                : credentials.size() + " credentials of " + person;
    }
}
