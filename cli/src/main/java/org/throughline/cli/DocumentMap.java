package org.throughline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that stand for addresses: {@code {"https://…": "path", "https://…": {"file": …, "contentType": …, "status": 404}}}, paths relative to
 * the map. What the map has is answered from it, also that something is missing; everything else is asked of another loader.
 */
final class DocumentMap implements DocumentLoader {

    private static final int MAX_MAP_BYTES = 16 * 1024 * 1024;
    private static final int GONE = 410;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<URI, Entry> entries;
    private final DocumentLoader otherwise;

    /**
     * What the map says of one address.
     *
     * @param address  the address as the map writes it
     * @param file  the file that stands for it, or null where only a status is told
     * @param contentType  empty where it is not told
     */
    private record Entry(URI address, @Nullable Path file, String contentType, int status) {}

    private DocumentMap(Map<URI, Entry> entries, DocumentLoader otherwise) {
        this.entries = entries;
        this.otherwise = otherwise;
    }

    /** Reads a map; a sentence about what is wrong with it comes as the exception's message. */
    static DocumentMap read(Path map, DocumentLoader otherwise) throws UnusableFileException {
        JsonNode root;
        try (InputStream in = Files.newInputStream(map)) {
            root = JSON.readTree(in.readNBytes(MAX_MAP_BYTES));
        } catch (IOException e) {
            throw new UnusableFileException("The map " + map + " cannot be read: " + Inputs.reason(e));
        } catch (JacksonException e) {
            throw new UnusableFileException("The map " + map + " is no JSON: "
                    + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("malformed"));
        }
        if (!root.isObject()) {
            throw new UnusableFileException("The map " + map
                    + " should be one JSON object of addresses and files, {\"https://…\": \"path\", …}");
        }
        Path folder = map.toAbsolutePath().getParent();
        Map<URI, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            URI address = address(map, property.getKey());
            entries.put(plain(address), entry(map, folder, address, property.getValue()));
        }
        return new DocumentMap(entries, otherwise);
    }

    /** What one asks for at an address: without what follows a {@code #}, and a host alone has the path "/" (RFC 3986, section 6.2.3). */
    private static URI plain(URI uri) {
        String text = uri.toString();
        int hash = text.indexOf('#');
        String asked = hash < 0 ? text : text.substring(0, hash);
        boolean hostAlone = uri.getRawAuthority() != null && "".equals(uri.getRawPath()) && uri.getRawQuery() == null;
        return hostAlone || hash >= 0 ? URI.create(hostAlone ? asked + "/" : asked) : uri;
    }

    private static URI address(Path map, String key) throws UnusableFileException {
        try {
            return new URI(key);
        } catch (URISyntaxException e) {
            throw new UnusableFileException("The map " + map + " has a key that is no address: " + key);
        }
    }

    private static Entry entry(Path map, @Nullable Path folder, URI key, JsonNode value) throws UnusableFileException {
        JsonNode file = value.isObject() ? value.path("file") : value;
        JsonNode status = value.path("status");
        boolean fits = (value.isString() || value.isObject())
                && (file.isString() || file.isMissingNode() && !status.isMissingNode())
                && (status.isMissingNode() || status.isInt() && status.intValue() >= 100 && status.intValue() < 600);
        if (!fits) {
            throw new UnusableFileException("The map " + map + " should have for " + key
                    + " a path, or {\"file\": path, \"contentType\": type, \"status\": number}, but has " + value);
        }
        try {
            Path path = file.isString()
                    ? folder == null ? Path.of(file.stringValue()) : folder.resolve(file.stringValue())
                    : null;
            return new Entry(key, path, value.path("contentType").asString(""), status.asInt(200));
        } catch (InvalidPathException e) {
            throw new UnusableFileException("The map " + map + " has for " + key + " no path: " + e.getMessage());
        }
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind) {
        Entry entry = entries.get(plain(uri));
        if (entry == null) {
            return otherwise.load(uri, kind);
        }
        return answer(entry, kind.maxBytes());
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind, Duration atMost) {
        return entries.containsKey(plain(uri)) ? load(uri, kind) : otherwise.load(uri, kind, atMost);
    }

    private static Loaded answer(Entry entry, int maxBytes) {
        if (entry.status() == GONE) {
            return new Loaded.Unavailable(
                    Loaded.Unavailable.GONE,
                    "answered that it is gone (HTTP status 410), as the map of documents says");
        }
        if (entry.status() < 200 || entry.status() > 299) {
            return new Loaded.Unavailable(
                    "remote-status",
                    "answered with the HTTP status " + entry.status() + ", as the map of documents says");
        }
        Path file = entry.file();
        if (file == null) {
            return new Loaded.Document(new byte[0], entry.contentType());
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            return bytes.length > maxBytes
                    ? new Loaded.Unavailable(
                            "remote-too-large", "is larger than the " + maxBytes + " bytes that are read")
                    : new Loaded.Document(bytes, entry.contentType());
        } catch (IOException e) {
            return new Loaded.Unavailable(
                    "not-readable",
                    "stands in the map of documents as a file that cannot be read: " + Inputs.reason(e));
        }
    }

    /**
     * The contexts with those that the map gives: an operator who hands one over vouches for it. One that can't be used stays out.
     *
     * @param remarks  gets a sentence for each that can't be used
     */
    ApprovedContexts approve(ApprovedContexts contexts, List<String> remarks) {
        ApprovedContexts all = contexts;
        for (Entry mapped : entries.values()) {
            if (answer(mapped, DocumentKind.SCHEMA.maxBytes()) instanceof Loaded.Document document
                    && isContext(document.bytes())) {
                all = with(all, mapped.address(), document.bytes(), remarks);
            }
        }
        return all;
    }

    private static ApprovedContexts with(ApprovedContexts contexts, URI uri, byte[] bytes, List<String> remarks) {
        try {
            return contexts.with(Map.of(uri, bytes));
        } catch (IllegalArgumentException e) {
            remarks.add("The context " + uri + " of the map can't be used: " + e.getMessage());
            return contexts;
        }
    }

    /** Whether the document is there to say what terms mean, and says nothing else. */
    private static boolean isContext(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(bytes);
            JsonNode context = root.path("@context");
            return root.isObject()
                    && (context.isObject() || context.isArray())
                    && !root.has("id")
                    && !root.has("type")
                    && !root.has("@id")
                    && !root.has("@graph");
        } catch (JacksonException e) {
            return false;
        }
    }
}
