package org.throughline.server.organizations;

import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.throughline.safefetch.FetchRequest;
import org.throughline.safefetch.FetchResult;
import org.throughline.safefetch.SafeFetcher;
import org.throughline.server.shared.OutboundRequests;

/** A file {@code /.well-known/throughline.txt} on the domain's own website. */
@Component
class FileProof implements DomainProof {
    private static final int MOST_BYTES = 4 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final int HTTPS = 443;

    private final SafeFetcher fetcher;
    private final int port;

    @Autowired
    FileProof(OutboundRequests requests) {
        this(requests.fetcher("domain").build(), HTTPS);
    }

    /** Asks on another port than everybody does, where a website stands beside others on one machine. */
    FileProof(SafeFetcher fetcher, int port) {
        this.fetcher = fetcher;
        this.port = port;
    }

    @Override
    public String way() {
        return "file";
    }

    @Override
    public boolean shows(String domain, String token) {
        URI address =
                URI.create("https://" + domain + (port == HTTPS ? "" : ":" + port) + "/.well-known/throughline.txt");
        return switch (fetcher.fetch(FetchRequest.of(address, "text/plain", MOST_BYTES, DEADLINE))) {
            case FetchResult.Fetched fetched ->
                fetched.isSuccess()
                        && domain.equalsIgnoreCase(fetched.uri().getHost())
                        && fetched.body().text().lines().map(String::strip).anyMatch(token::equals);
            case FetchResult.Refused refused -> false;
            case FetchResult.Failed failed -> false;
        };
    }
}
