package org.throughline.server.site;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.server.shared.LocalDocument;
import org.throughline.server.shared.PublicAddress;

/**
 * Answers our own public addresses from the rooms that publish there, and asks the network for everything else (law 7 of the house): our
 * badges are verified from the same documents as a stranger would get, without a request to ourselves.
 */
public final class LocalDocuments implements DocumentLoader {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final PublicAddress address;
    private final Supplier<Stream<LocalDocument>> rooms;
    private final DocumentLoader others;

    /**
     * @param rooms what this server publishes, by room; asked late, because some rooms verify themselves
     * @param others where the documents of everybody else come from
     */
    public LocalDocuments(PublicAddress address, Supplier<Stream<LocalDocument>> rooms, DocumentLoader others) {
        this.address = address;
        this.rooms = rooms;
        this.others = others;
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind) {
        return load(uri, kind, FOR_EVER);
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind, Duration atMost) {
        String url = uri.toString();
        Optional<byte[]> ours =
                rooms.get().flatMap(room -> room.document(url).stream()).findFirst();
        if (ours.isPresent()) { // also below an address at which this server was reached before
            return new Loaded.Document(ours.get(), contentType(kind));
        }
        Loaded loaded = url.startsWith(address.url("/"))
                ? new Loaded.Unavailable("not-published", "is not published by this server")
                : others.load(uri, kind, atMost);
        return switch (loaded) {
            case Loaded.Document document -> document;
            case Loaded.Unavailable unavailable ->
                rooms.get()
                        .flatMap(room -> room.remembered(url).stream())
                        .findFirst()
                        .<Loaded>map(bytes -> new Loaded.Document(bytes, contentType(kind)))
                        .orElse(unavailable);
        };
    }

    private static String contentType(DocumentKind kind) {
        return switch (kind) {
            case DID_DOCUMENT -> "application/did+json";
            case CREDENTIAL, STATUS_LIST -> "application/vc";
            case OPEN_BADGE_2 -> "application/ld+json";
            case SCHEMA -> "application/schema+json";
            case CASE_ITEM -> "application/json";
        };
    }
}
