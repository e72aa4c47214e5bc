package org.throughline.server.organizations;

import java.net.URI;
import java.time.Duration;
import org.throughline.safefetch.FetchRequest;
import org.throughline.safefetch.FetchResult;
import org.throughline.safefetch.SafeFetcher;

/**
 * A service that is told the first five digits of the SHA-1 and answers all endings that it knows ({@code api.pwnedpasswords.com/range/}): it
 * never learns the password, nor its hash.
 */
final class BreachedRange implements BreachedPasswords {
    private static final System.Logger LOG = System.getLogger(BreachedRange.class.getName());
    private static final int PREFIX = 5;
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final String url;
    private final SafeFetcher fetcher;

    BreachedRange(String url, SafeFetcher fetcher) {
        this.url = url.endsWith("/") ? url : url + "/";
        this.fetcher = fetcher;
    }

    @Override
    public boolean contains(String sha1) {
        FetchResult result = fetcher.fetch(
                FetchRequest.of(URI.create(url + sha1.substring(0, PREFIX)), "text/plain", MAX_BYTES, WAIT));
        if (result instanceof FetchResult.Fetched fetched && fetched.isSuccess()) {
            String ending = sha1.substring(PREFIX) + ':';
            return fetched.body()
                    .text()
                    .lines()
                    .anyMatch(line -> line.startsWith(ending)
                            && !line.substring(ending.length()).strip().equals("0"));
        }
        LOG.log(System.Logger.Level.WARNING, "The list of breached passwords did not answer");
        return false;
    }
}
