package org.throughline.credentials.load;

import java.net.URI;
import java.time.Duration;
import org.throughline.safefetch.FetchRequest;
import org.throughline.safefetch.FetchResult;
import org.throughline.safefetch.SafeFetcher;

/** Documents from the web, through the one guarded door. */
public final class RemoteDocuments implements DocumentLoader {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final int GONE = 410;

    private final SafeFetcher fetcher;
    private final Duration deadline;

    /** Fetches with five seconds for each document. */
    public RemoteDocuments(SafeFetcher fetcher) {
        this(fetcher, DEADLINE);
    }

    /** Fetches with this much time for each document. */
    public RemoteDocuments(SafeFetcher fetcher, Duration deadline) {
        this.fetcher = fetcher;
        this.deadline = deadline;
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind) {
        return load(uri, kind, deadline);
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind, Duration atMost) {
        Duration wait = atMost.compareTo(deadline) < 0 ? atMost : deadline;
        return switch (fetcher.fetch(FetchRequest.of(uri, kind.accept(), kind.maxBytes(), wait))) {
            case FetchResult.Fetched fetched -> answered(uri, fetched);
            case FetchResult.Refused refused ->
                new Loaded.Unavailable(refused.code(), "was not asked, for safety: " + withoutStop(refused.message()));
            case FetchResult.Failed failed ->
                new Loaded.Unavailable(failed.code(), "did not answer: " + withoutStop(failed.message()));
        };
    }

    private static Loaded answered(URI asked, FetchResult.Fetched fetched) {
        if (!String.valueOf(asked.getHost()).equalsIgnoreCase(fetched.uri().getHost())) {
            return new Loaded.Unavailable("redirect-not-allowed", "led to another host, which does not speak for it");
        }
        if (fetched.status() == GONE) {
            return new Loaded.Unavailable(Loaded.Unavailable.GONE, "answered that it is gone (HTTP status 410)");
        }
        if (!fetched.isSuccess()) {
            return new Loaded.Unavailable("remote-status", "answered with the HTTP status " + fetched.status());
        }
        return new Loaded.Document(fetched.body().bytes(), fetched.headers().getOrDefault("content-type", ""));
    }

    private static String withoutStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
