package org.throughline.caseformat.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The resources of a CTDL-ASN file, each with its pointer: those of a graph, of the Credential Registry's envelopes (decoded, or as the
 * signed token that it keeps), of a list, or a single one. They are sorted into the framework, what stands in it, and what else is there.
 */
final class CtdlGraph {

    static final int MAX_COMPETENCIES = 50_000;

    private static final List<String> ENVELOPES = List.of("decoded_resource", "processed_resource", "data");
    private static final int MOST_INSIDE = 6;
    private static final int MAX_KEPT_CHARACTERS = 1 << 19;

    private final Remarks remarks;
    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private final List<ArrayNode> emptied = new ArrayList<>();
    private final Map<String, ObjectNode> items = new LinkedHashMap<>();
    private final ArrayNode others = JsonTree.JSON.createArrayNode();
    private CtdlWords words = CtdlWords.COMPETENCIES;
    private ObjectNode framework = JsonTree.JSON.createObjectNode();
    private final Map<String, ObjectNode> frameworks = new LinkedHashMap<>();
    private final Map<UUID, String> names = new HashMap<>();
    private @Nullable String frameworkAt;
    private @Nullable JsonNode context;

    private CtdlGraph(JsonNode root, Remarks remarks) {
        this.remarks = remarks;
        collect(root, "", 0);
    }

    /** Whether a document looks like CTDL-ASN. */
    static boolean looksLike(JsonNode root, Remarks remarks) {
        return new CtdlGraph(root, remarks)
                .nodes.values().stream()
                        .anyMatch(node -> isFramework(node, CtdlWords.COMPETENCIES)
                                || isItem(node, CtdlWords.COMPETENCIES)
                                || isFramework(node, CtdlWords.CONCEPTS)
                                || isItem(node, CtdlWords.CONCEPTS));
    }

    /**
     * The sorted resources, taken out of the document, of each framework for itself; what makes them unusable is remarked as an error.
     */
    static List<CtdlGraph> all(JsonNode root, Remarks remarks) {
        CtdlGraph graph = new CtdlGraph(root, remarks);
        graph.sort();
        graph.nodes.clear();
        graph.emptied.forEach(ArrayNode::removeAll);
        return graph.frameworks.size() < 2 ? List.of(graph) : graph.apart();
    }

    /** One graph for each framework; what is no part of any goes with each. */
    private List<CtdlGraph> apart() {
        List<CtdlGraph> graphs = new ArrayList<>();
        new CtdlShares(words, remarks).of(frameworks, items).forEach((at, share) -> {
            CtdlGraph graph = new CtdlGraph(JsonTree.JSON.createArrayNode(), remarks);
            graph.words = words;
            graph.context = context;
            graph.others.addAll(others);
            graph.framework = frameworks.getOrDefault(at, framework);
            graph.frameworkAt = at;
            graph.items.putAll(share);
            graphs.add(graph);
        });
        items.clear();
        return graphs;
    }

    private static boolean isFramework(JsonNode node, CtdlWords words) {
        return CtdlResource.isOf(node, words.frameworkTypes);
    }

    private static boolean isItem(JsonNode node, CtdlWords words) {
        return CtdlResource.isOf(node, words.itemTypes);
    }

    private void collect(JsonNode node, String at, int depth) {
        if (node.isArray() && depth < MOST_INSIDE) {
            int i = 0;
            for (JsonNode one : node) {
                collect(one, at + "/" + i++, depth + 1);
            }
            emptied.add((ArrayNode) node);
            return;
        }
        if (depth < MOST_INSIDE && node.path("@graph").isArray()) {
            context = context == null ? node.get("@context") : context;
            collect(node.path("@graph"), at + "/@graph", depth + 1);
            return;
        }
        if (depth < MOST_INSIDE && node.isObject() && !node.has("@type")) {
            for (String envelope : ENVELOPES) {
                if (node.path(envelope).isContainer()) {
                    collect(node.path(envelope), at + "/" + envelope, depth + 1);
                    return;
                }
            }
            JsonNode resource = node.path("resource");
            Optional<JsonNode> inside = resource.isString() ? token(resource.asString("")) : Optional.empty();
            if (resource.isObject() || inside.isPresent()) {
                collect(inside.orElse(resource), at + "/resource", depth + 1);
                return;
            }
        }
        nodes.put(at, node);
    }

    /** What a signed token (RFC 7515) or plain Base64 carries, where it is JSON; its signature is not looked at. */
    private Optional<JsonNode> token(String text) {
        String[] parts = text.strip().split("\\.", 4);
        String payload = parts.length == 3 ? parts[1] : parts[0];
        try {
            byte[] bytes = payload.indexOf('-') >= 0 || payload.indexOf('_') >= 0 || parts.length == 3
                    ? Base64.getUrlDecoder().decode(payload)
                    : Base64.getMimeDecoder().decode(payload.getBytes(StandardCharsets.ISO_8859_1));
            return bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[' || bytes[0] <= ' ')
                    ? JsonTree.of(bytes, remarks)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no Base64, so no token either
        }
    }

    private void sort() {
        boolean competencies = nodes.values().stream()
                .anyMatch(node -> isFramework(node, CtdlWords.COMPETENCIES) || isItem(node, CtdlWords.COMPETENCIES));
        words = competencies ? CtdlWords.COMPETENCIES : CtdlWords.CONCEPTS;
        boolean collectionsToo =
                nodes.values().stream().noneMatch(node -> CtdlResource.isOf(node, Set.of(words.frameworkType)));
        nodes.forEach((at, given) -> {
            if (!(given instanceof ObjectNode node)) {
                remarks.warning("not-an-object", at, "Expected a resource, found another value; left it out.");
            } else if (isFramework(node, words)
                    && (collectionsToo || CtdlResource.isOf(node, Set.of(words.frameworkType)))) {
                framework(node, at);
            } else if (isItem(node, words)) {
                items.put(at, node);
            } else {
                others.add(node);
                remarks.warning(
                        "unknown-resource",
                        at,
                        "Found a resource of " + type(node)
                                + ", which is no part of a framework; kept it for the way back.");
            }
        });
        if (frameworkAt == null && items.isEmpty()) {
            remarks.error("not-case", "", "Expected a ceasn:CompetencyFramework or ceasn:Competency, found neither.");
        }
        nameMissingFramework();
        if (items.size() > MAX_COMPETENCIES) {
            remarks.error(
                    "too-large", "", "Found " + items.size() + " competencies; the limit is " + MAX_COMPETENCIES + ".");
        }
    }

    /** A framework that is not here is still the one that all of its competencies name. */
    private void nameMissingFramework() {
        Set<String> named = new HashSet<>();
        if (frameworkAt == null) {
            items.values()
                    .forEach(node ->
                            named.add(String.valueOf(CtdlValues.address(new CtdlResource(node).look(words.whole)))));
        }
        if (named.size() == 1 && !named.contains("null")) {
            framework.put("@id", named.iterator().next());
        }
    }

    private static String type(ObjectNode node) {
        JsonNode type = node.has("@type") ? node.path("@type") : node.path("type");
        return type.isMissingNode()
                ? "no type"
                : "type " + CellText.quoted(type.isString() ? type.asString("") : type.toString());
    }

    private void framework(ObjectNode node, String at) {
        if (frameworkAt == null) {
            frameworkAt = at;
            framework = node;
        }
        CtdlResource own = new CtdlResource(node);
        @Nullable String ctid = JsonTree.text(own.look("ceterms:ctid"));
        @Nullable String address = JsonTree.text(own.look("@id"));
        String name = ctid != null ? ctid : address != null ? address : node.toString();
        @Nullable String earlier = names.putIfAbsent(ForeignNames.of(name), at);
        if (earlier == null) {
            frameworks.put(at, node);
        } else if (!node.equals(frameworks.get(earlier))) {
            remarks.warning(
                    "shared-identifier",
                    at,
                    "This framework has the same name as the one at " + earlier + "; left it out.");
        }
    }

    CtdlWords words() {
        return words;
    }

    /** The framework, without any property where there is none. */
    ObjectNode framework() {
        return framework;
    }

    /** Where the framework stands; null where there is none. */
    @Nullable
    String frameworkAt() {
        return frameworkAt;
    }

    /** What stands in the framework, by pointer. */
    Map<String, ObjectNode> items() {
        return items;
    }

    /** The context of a graph, where it is more than addresses of contexts: links in it may use its prefixes. */
    Optional<String> context() {
        return Optional.ofNullable(context)
                .filter(given -> JsonTree.list(given).stream().anyMatch(JsonNode::isObject))
                .map(JsonNode::toString)
                .filter(json -> json.length() <= MAX_KEPT_CHARACTERS);
    }

    /** The other resources as one JSON list; empty where there are none, or too much of them to be kept. */
    Optional<String> others() {
        String json = others.isEmpty() ? "" : others.toString();
        if (json.length() > MAX_KEPT_CHARACTERS) {
            remarks.warning(
                    "unknown-resource",
                    "",
                    "The resources that are no part of the framework have " + json.length()
                            + " characters, too many to be kept; left them out.");
            return Optional.empty();
        }
        return json.isEmpty() ? Optional.empty() : Optional.of(json);
    }
}
