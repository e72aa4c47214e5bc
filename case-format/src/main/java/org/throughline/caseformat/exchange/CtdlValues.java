package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.Extensions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What single values of CTDL-ASN are in CASE. Reader and writer ask here, so that what is kept as it was written still fits. */
final class CtdlValues {

    private CtdlValues() {}

    /** The levels of {@code educationLevelType}: names where an alignment object tells them, else addresses. */
    static List<String> levels(@Nullable JsonNode value) {
        return CtdlResource.links(value).isEmpty() && !JsonTree.list(value).isEmpty()
                ? names(value)
                : CtdlResource.links(value).stream()
                        .map(link -> link.name() == null ? link.address() : link.name())
                        .toList();
    }

    private static List<String> names(@Nullable JsonNode value) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : JsonTree.list(value)) {
            if (one instanceof ObjectNode node) {
                @Nullable String name = new CtdlResource(node).text("ceterms:targetNodeName", "");
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    static @Nullable String address(@Nullable JsonNode value) {
        List<CtdlResource.Link> links = CtdlResource.links(value);
        return links.isEmpty() ? null : links.getFirst().address();
    }

    /** The tag (BCP 47) of the first language, also of one that is named by its address in a list of languages. */
    static @Nullable String language(@Nullable JsonNode value) {
        @Nullable String written = address(value);
        if (written == null || CtdlResource.isLanguage(written)) {
            return written;
        }
        String code = written.substring(Math.max(written.lastIndexOf('/'), written.lastIndexOf(':')) + 1);
        for (String two : Locale.getISOLanguages()) {
            if (Locale.of(two).getISO3Language().equalsIgnoreCase(code)) {
                return two;
            }
        }
        return CtdlResource.isLanguage(code) ? code : null;
    }

    /** The version, also of an identifier value. */
    static @Nullable String version(@Nullable JsonNode value) {
        for (JsonNode one : JsonTree.list(value)) {
            @Nullable
            String text = one instanceof ObjectNode node
                    ? JsonTree.text(new CtdlResource(node).take("ceterms:identifierValueCode"))
                    : JsonTree.text(one);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Who made the framework: the authors by name, else the publisher's name where it is the creator too, else addresses. */
    static String creator(CtdlResource framework) {
        List<String> authors = addresses(framework.look("ceasn:author"));
        List<String> creators = addresses(framework.look("ceasn:creator"));
        creators = creators.isEmpty() ? addresses(framework.look("ceterms:ownedBy")) : creators;
        List<String> publishers = addresses(framework.look("ceasn:publisher"));
        @Nullable JsonNode named = framework.look("ceasn:publisherName");
        @Nullable String publisher = named == null ? null : new CtdlResource(only("n", named)).text("n", "");
        if (!authors.isEmpty()) {
            return String.join("; ", authors);
        }
        if (publisher != null && (creators.isEmpty() || creators.equals(publishers))) {
            return publisher;
        }
        return !creators.isEmpty()
                ? String.join("; ", creators)
                : publishers.isEmpty() ? "Unknown" : String.join("; ", publishers);
    }

    /** Whether the creator's text says all that the resource says of who made it. */
    static boolean creatorSaysAll(CtdlResource framework) {
        int authors = addresses(framework.look("ceasn:author")).size();
        int creators = addresses(framework.look("ceasn:creator")).size();
        return authors + creators == 0
                || authors == 1 && creators == 0
                || authors == 0 && creators == 1 && framework.look("ceasn:publisherName") == null;
    }

    private static ObjectNode only(String name, JsonNode value) {
        ObjectNode node = JsonTree.JSON.createObjectNode();
        node.set(name, value);
        return node;
    }

    private static List<String> addresses(@Nullable JsonNode value) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : JsonTree.list(value)) {
            @Nullable String text = address(one);
            if (text == null && one instanceof ObjectNode node) {
                text = new CtdlResource(only("n", node)).text("n", "");
            }
            if (text != null) {
                all.add(text);
            }
        }
        return all;
    }

    /** The adoption status that a publication status is. */
    static @Nullable String status(@Nullable JsonNode value) {
        @Nullable String written = address(value);
        if (written == null) {
            return null;
        }
        String word = written.substring(Math.max(written.lastIndexOf(':'), written.lastIndexOf('/')) + 1);
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "published", "active" -> "Implemented";
            case "deprecated", "ceased" -> "Retired";
            case "draft" -> "Draft";
            default -> word;
        };
    }

    /** What an extension holds, as JSON. */
    static Optional<JsonNode> json(Extensions.@Nullable Value value) {
        try {
            return switch (value) {
                case null -> Optional.empty();
                case Extensions.Json json -> Optional.of(JsonTree.JSON.readTree(json.json()));
                case Extensions.Text text ->
                    Optional.of(JsonTree.JSON.getNodeFactory().stringNode(text.text()));
            };
        } catch (JacksonException e) {
            return Optional.empty(); // an extension that is no JSON cannot be one of ours
        }
    }
}
