package org.throughline.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;

/** Asks the web once for each document of a run, however many files need it. What could not be had is asked for again. */
final class OncePerRun implements DocumentLoader {

    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private final DocumentLoader remote;
    private final Map<Question, Loaded.Document> answers = new ConcurrentHashMap<>();
    private long bytes;

    private record Question(URI uri, DocumentKind kind) {}

    OncePerRun(DocumentLoader remote) {
        this.remote = remote;
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind) {
        Loaded.Document known = answers.get(new Question(uri, kind));
        return known != null ? known : kept(uri, kind, remote.load(uri, kind));
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind, Duration atMost) {
        Loaded.Document known = answers.get(new Question(uri, kind));
        return known != null ? known : kept(uri, kind, remote.load(uri, kind, atMost));
    }

    private synchronized Loaded kept(URI uri, DocumentKind kind, Loaded answer) {
        if (answer instanceof Loaded.Document document && bytes < MAX_BYTES) {
            bytes += document.bytes().length;
            answers.put(new Question(uri, kind), document);
        }
        return answer;
    }
}
