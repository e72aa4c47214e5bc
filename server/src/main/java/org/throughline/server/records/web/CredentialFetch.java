package org.throughline.server.records.web;

import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.safefetch.FetchRequest;
import org.throughline.safefetch.FetchResult;
import org.throughline.safefetch.SafeFetcher;
import org.throughline.server.shared.OutboundRequests;

/** Fetches a credential from an address that a stranger names. */
@Component
final class CredentialFetch {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final SafeFetcher fetcher;

    CredentialFetch(OutboundRequests requests) {
        this.fetcher = requests.fetcher("credential").build();
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** The document at the address. */
    @SuppressWarnings("ArrayRecordComponent") // lives within one request
    record Fetched(byte[] bytes) implements Outcome {}

    /** Why there is none, in words. */
    record NotFetched(String why) implements Outcome {}

    Outcome fetch(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return new NotFetched("\"" + address + "\" is not an address. It should begin with https://.");
        }
        return switch (fetcher.fetch(FetchRequest.of(uri, DocumentKind.CREDENTIAL.accept(), MAX_BYTES, DEADLINE))) {
            case FetchResult.Fetched fetched
            when fetched.isSuccess() -> new Fetched(fetched.body().bytes());
            case FetchResult.Fetched fetched ->
                new NotFetched("The address answered with status " + fetched.status() + ", not with a credential.");
            case FetchResult.Refused refused -> new NotFetched("This address is not fetched. " + refused.message());
            case FetchResult.Failed failed -> new NotFetched("The address could not be read. " + failed.message());
        };
    }
}
