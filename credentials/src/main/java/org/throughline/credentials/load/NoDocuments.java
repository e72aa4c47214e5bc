package org.throughline.credentials.load;

import java.net.URI;

/** Has nothing: a verification without the network. */
public final class NoDocuments implements DocumentLoader {

    @Override
    public Loaded load(URI uri, DocumentKind kind) {
        return new Loaded.Unavailable("no-network", "was not asked, because this check ran without the network");
    }
}
