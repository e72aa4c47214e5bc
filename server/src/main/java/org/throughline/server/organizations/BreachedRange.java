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

    private final URI url;
    private final SafeFetcher fetcher;
    private final Duration wait;

    /**
     * Asks this service.
     *
     * @param url what stands before the five digits
     * @param wait how long somebody who chooses a password waits for it at most
     */
    BreachedRange(String url, SafeFetcher fetcher, Duration wait) {
        this.url = URI.create(url.endsWith("/") ? url : url + "/");
        this.fetcher = fetcher;
        this.wait = wait;
    }

    @Override
    public boolean contains(String sha1) {
        FetchResult result =
                fetcher.fetch(FetchRequest.of(url.resolve(sha1.substring(0, PREFIX)), "text/plain", MAX_BYTES, wait));
        if (result instanceof FetchResult.Fetched fetched && fetched.isSuccess()) {
            String ending = sha1.substring(PREFIX) + ':';
            return fetched.body()
                    .text()
                    .lines()
                    .anyMatch(line -> line.startsWith(ending)
                            && !line.substring(ending.length()).strip().equals("0"));
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "The list of breached passwords did not answer ({0}); a password was taken without it",
                result.code());
        return false;
    }
}
