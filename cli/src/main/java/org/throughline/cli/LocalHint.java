package org.throughline.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;

/** Tells whoever verifies a demonstration's badge how to let it ask this very machine. */
record LocalHint(DocumentLoader remote) implements DocumentLoader {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public Loaded load(URI uri, DocumentKind kind) {
        return withHint(uri, remote.load(uri, kind));
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind, Duration atMost) {
        return withHint(uri, remote.load(uri, kind, atMost));
    }

    private static Loaded withHint(URI uri, Loaded answer) {
        return switch (answer) {
            case Loaded.Document document -> document;
            case Loaded.Unavailable unavailable ->
                uri.getHost() != null && LOCAL.contains(uri.getHost())
                        ? new Loaded.Unavailable(
                                unavailable.reasonCode(),
                                "was not asked, because it is on this machine; with --allow-local it would be")
                        : unavailable;
        };
    }
}
