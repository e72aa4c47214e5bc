package org.throughline.credentials.load;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Documents that are at hand: our own, or those of a test. */
public final class DocumentsInMemory implements DocumentLoader {

    private final Map<URI, Loaded.Document> documents = new ConcurrentHashMap<>();

    /** Keeps a document under its address, in place of one that may have been there. */
    public DocumentsInMemory with(String uri, byte[] bytes, String contentType) {
        documents.put(URI.create(uri), new Loaded.Document(bytes, contentType));
        return this;
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind) {
        Loaded.Document document = documents.get(uri);
        return document != null
                ? document
                : new Loaded.Unavailable("not-known-here", "is not among the documents at hand");
    }
}
