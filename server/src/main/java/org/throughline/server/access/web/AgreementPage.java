package org.throughline.server.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * What a program asks.
 *
 * @param from the organization whose program it is; null where it registered itself
 * @param host where the answer goes
 */
public record AgreementPage(
        String client,
        String name,
        @Nullable String from,
        String host,
        String state,
        List<Option> scopes,
        String person,
        @Nullable String policyUri,
        @Nullable String tosUri) {
    public AgreementPage {
        scopes = List.copyOf(scopes);
    }
}
