package org.throughline.credentials.load;

import java.net.URI;

/** Where a verification gets documents of others from. Implementations never throw for a document they cannot get. */
@FunctionalInterface
public interface DocumentLoader {

    /** Asks for a document. */
    Loaded load(URI uri, DocumentKind kind);

    /** Asks here first and, where this has nothing, there. */
    default DocumentLoader orElse(DocumentLoader second) {
        return (uri, kind) -> switch (load(uri, kind)) {
            case Loaded.Document document -> document;
            case Loaded.Unavailable unavailable -> second.load(uri, kind);
        };
    }
}
