package org.throughline.credentials.load;

import java.net.URI;
import java.time.Duration;

/** Where a verification gets documents of others from. Implementations never throw for a document they cannot get. */
@FunctionalInterface
public interface DocumentLoader {

    /** Asks for a document. */
    Loaded load(URI uri, DocumentKind kind);

    /**
     * Asks for a document and waits no longer than this. Who never waits need not care.
     *
     * @param atMost  what is left of the time for the whole
     */
    default Loaded load(URI uri, DocumentKind kind, Duration atMost) {
        return load(uri, kind);
    }

    /** Asks here first and, where this has nothing, there. */
    default DocumentLoader orElse(DocumentLoader second) {
        DocumentLoader first = this;
        return new DocumentLoader() {
            @Override
            public Loaded load(URI uri, DocumentKind kind) {
                return switch (first.load(uri, kind)) {
                    case Loaded.Document document -> document;
                    case Loaded.Unavailable unavailable -> second.load(uri, kind);
                };
            }

            @Override
            public Loaded load(URI uri, DocumentKind kind, Duration atMost) {
                return switch (first.load(uri, kind, atMost)) {
                    case Loaded.Document document -> document;
                    case Loaded.Unavailable unavailable -> second.load(uri, kind, atMost);
                };
            }
        };
    }
}
