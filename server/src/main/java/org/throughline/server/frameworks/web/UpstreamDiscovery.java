package org.throughline.server.frameworks.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.Mirror;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.SourceAnswer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the package behind an address that somebody names: a package, a document, an item, the version-free address of either, a list of
 * documents, or merely a server that speaks CASE 1.1 or 1.0.
 */
@Component
class UpstreamDiscovery {
    private static final int MOST_LISTED = 500;
    private static final List<String> LISTS =
            List.of("/ims/case/v1p1/CFDocuments?limit=100", "/ims/case/v1p0/CFDocuments?limit=100");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxNameLength(10_000)
                            .maxStringLength(10_000_000)
                            .build())
                    .build())
            .build();

    private final Mirrors mirrors;

    UpstreamDiscovery(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    /** What was found. */
    sealed interface Found {
        /** A whole package, and where it is to be had. */
        record Whole(String address, byte[] bytes) implements Found {}

        /** A list to choose from. */
        record Documents(List<Listed> documents, Optional<String> next) implements Found {}

        /** Neither; one sentence for each way that was tried. */
        record Nothing(List<String> tried) implements Found {}
    }

    /** One document of a list. */
    record Listed(
            String title,
            String creator,
            String packageAddress,
            @Nullable String licence,
            @Nullable String status,
            @Nullable String lastChange) {}

    /** What an answer speaks of at its top. */
    private record Outline(
            boolean pkg,
            @Nullable String packageUri,
            @Nullable String documentUri,
            boolean document,
            @Nullable List<Listed> listed) {}

    Found look(Mirror mirror, String address) {
        List<String> tried = new ArrayList<>();
        Optional<Found> there = at(mirror, address, tried, 0);
        if (there.isPresent()) {
            return there.get();
        }
        for (String list : LISTS) {
            Optional<Found> found = at(mirror, base(address) + list, tried, 2);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Found.Nothing(tried);
    }

    /** @param hops how many addresses led here */
    private Optional<Found> at(Mirror mirror, String address, List<String> tried, int hops) {
        return switch (mirrors.ask(mirror, address)) {
            case SourceAnswer.Whole whole -> {
                byte[] bytes = whole.bytes().all();
                Outline outline = outline(bytes, address);
                if (outline == null) {
                    tried.add(address + " answered with something that is no CASE.");
                    yield Optional.empty();
                }
                if (outline.listed() != null) {
                    yield Optional.of(new Found.Documents(outline.listed(), whole.next()));
                }
                if (outline.pkg()) {
                    yield Optional.of(new Found.Whole(address, bytes));
                }
                String next = outline.packageUri() != null
                        ? outline.packageUri()
                        : outline.document() ? sibling(address) : outline.documentUri();
                if (next == null || hops >= 2 || next.equals(address)) {
                    tried.add(address + " names no package.");
                    yield Optional.empty();
                }
                yield at(mirror, next, tried, hops + 1);
            }
            case SourceAnswer.Same _ -> {
                tried.add(address + " answered with status 304.");
                yield Optional.empty();
            }
            case SourceAnswer.Gone gone -> {
                tried.add("%s answered with status %d: nothing is there.".formatted(address, gone.status()));
                yield Optional.empty();
            }
            case SourceAnswer.Trouble trouble -> {
                tried.add(trouble.words());
                yield Optional.empty();
            }
        };
    }

    /** The top of an answer; of a package nothing more is read than it has one. Null for what is no CASE. */
    private static @Nullable Outline outline(byte[] bytes, String address) {
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            boolean pkg = false;
            JsonNode document = null;
            JsonNode item = null;
            String packageUri = null;
            String documentUri = null;
            boolean flatDocument = false;
            List<Listed> listed = null;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "CFDocuments" -> listed = documents(parser, address);
                    case "CFDocument" -> document = parser.readValueAsTree();
                    case "CFItem" -> item = parser.readValueAsTree();
                    case "CFPackageURI" -> packageUri = uri(parser.readValueAsTree());
                    case "CFDocumentURI" -> documentUri = uri(parser.readValueAsTree());
                    case "CFPackage", "CFItems", "CFDefinitions" -> {
                        pkg = true;
                        parser.skipChildren();
                    }
                    case "creator" -> flatDocument = true;
                    default -> {
                        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                            parser.skipChildren();
                        }
                    }
                }
            }
            if (document != null && packageUri == null) {
                packageUri = uri(document.get("CFPackageURI"));
            }
            if (item != null && documentUri == null) {
                documentUri = uri(item.get("CFDocumentURI"));
            }
            boolean isDocument = document != null || flatDocument;
            return pkg || packageUri != null || documentUri != null || isDocument || listed != null
                    ? new Outline(pkg, packageUri, documentUri, isDocument, listed)
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static List<Listed> documents(JsonParser parser, String address) {
        List<Listed> listed = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return listed;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode node = parser.readValueAsTree();
            if (listed.size() == MOST_LISTED) {
                continue;
            }
            String packageUri = uri(node.get("CFPackageURI"));
            String identifier = text(node.get("identifier"));
            String at = packageUri != null ? packageUri : identifier == null ? null : below(address, identifier);
            if (at != null) {
                listed.add(new Listed(
                        Optional.ofNullable(text(node.get("title"))).orElse("Without a title"),
                        Optional.ofNullable(text(node.get("creator"))).orElse(""),
                        at,
                        node.get("licenseURI") == null
                                ? null
                                : text(node.get("licenseURI").get("title")),
                        text(node.get("adoptionStatus")),
                        text(node.get("lastChangeDateTime"))));
            }
        }
        return listed;
    }

    /** A LinkURI's address, or a plain text in its place. */
    private static @Nullable String uri(@Nullable JsonNode node) {
        String found = node == null ? null : node.isObject() ? text(node.get("uri")) : text(node);
        return found != null && found.matches("https?://[^\\s]{1,2000}") ? found : null;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node != null && node.isString() && !node.stringValue().isBlank()
                ? node.stringValue().strip()
                : null;
    }

    /** Where a server that tells a document without its package has the package. */
    private static @Nullable String sibling(String address) {
        return address.contains("/CFDocuments/") ? address.replaceFirst("/CFDocuments/", "/CFPackages/") : null;
    }

    private static String below(String list, String identifier) {
        return list.replaceFirst("/CFDocuments/?(\\?.*)?$", "/CFPackages/" + identifier);
    }

    /** The server's root as far as CASE is concerned. */
    private static String base(String address) {
        String path = address.strip().replaceFirst("[?#].*$", "");
        int at = path.indexOf("/ims/case/");
        return (at >= 0 ? path.substring(0, at) : path).replaceFirst("/+$", "");
    }
}
