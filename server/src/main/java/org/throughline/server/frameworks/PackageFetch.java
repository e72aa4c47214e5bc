package org.throughline.server.frameworks;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseReader;
import org.throughline.safefetch.FetchRequest;
import org.throughline.safefetch.FetchResult;
import org.throughline.safefetch.SafeFetcher;
import org.throughline.server.shared.OutboundRequests;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Fetches CASE packages from addresses that people name. */
@Component
final class PackageFetch {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final SafeFetcher fetcher;

    PackageFetch(OutboundRequests requests) {
        this.fetcher = requests.fetcher("case-package")
                .idleWait(Duration.ofSeconds(20)) // other systems assemble large packages before the first byte
                .build();
    }

    /** The bytes at an address; {@code Problem URL_NOT_ALLOWED} where it may not be asked or does not answer with a document. */
    byte[] fetch(String address) {
        FetchRequest request = FetchRequest.of(uri(address), "application/json", CaseReader.MAX_BYTES, DEADLINE);
        return switch (fetcher.fetch(request)) {
            case FetchResult.Fetched fetched
            when fetched.status() == 200 -> fetched.body().bytes();
            case FetchResult.Fetched fetched ->
                throw problem("%s answered with status %d instead of a package.".formatted(address, fetched.status()));
            case FetchResult.Refused refused ->
                throw problem("%s may not be fetched: %s".formatted(address, refused.message()));
            case FetchResult.Failed failed ->
                throw problem("%s could not be fetched: %s".formatted(address, failed.message()));
        };
    }

    private static URI uri(String address) {
        try {
            return new URI(address.strip());
        } catch (URISyntaxException e) {
            throw problem("“" + address + "” is not an address.");
        }
    }

    private static Problem problem(String detail) {
        return new Problem(ProblemType.URL_NOT_ALLOWED, detail);
    }
}
