package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Findings;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.check.PackageCheck;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a competency framework in CTDL-ASN: JSON-LD as a graph, as the Credential Registry's envelope, as a list or as a single
 * resource, and the table that CaSS and the Registry exchange. A CTID {@code ce-…} tells the identifier. Of texts in several
 * languages the framework's own language is taken, the others stay in the extension {@code ctdl:translations}. Whatever CASE has no
 * property for stays in an extension {@code ctdl:} and its name, so that {@link CtdlAsnWriter} writes it again.
 *
 * @see <a href="https://credreg.net/ctdlasn/terms">CTDL-ASN terms</a>
 */
public final class CtdlAsnReader {

    static final String TRANSLATIONS = "ctdl:translations";
    static final int MAX_COMPETENCIES = 50_000;
    static final int MAX_LINKS = 200_000;

    private final Findings findings = new Findings();
    private final String sourceName;
    private final Instant asOf;
    private final List<CFItem> items = new ArrayList<>();
    private final List<String> itemPointers = new ArrayList<>();
    private final List<CFAssociation> associations = new ArrayList<>();
    private final List<String> associationPointers = new ArrayList<>();
    private final Map<String, CFItem> byName = new HashMap<>();
    private final Set<String> told = new LinkedHashSet<>();
    private @Nullable String language;

    private CtdlAsnReader(SheetRequest request) {
        this.sourceName = request.sourceName();
        this.asOf = request.asOf();
    }

    /** Reads JSON-LD. */
    public static ReadOutcome read(byte[] json, SheetRequest request) {
        CtdlAsnReader reader = new CtdlAsnReader(request);
        Optional<JsonNode> root = JsonTree.of(json, reader.findings);
        return root.isEmpty() ? new ReadOutcome.Refused(reader.findings.all()) : reader.whole(root.get());
    }

    /** Reads what is a tree already. */
    static ReadOutcome read(JsonNode root, SheetRequest request) {
        return new CtdlAsnReader(request).whole(root);
    }

    /** Whether a document looks like CTDL-ASN. */
    static boolean looksLike(JsonNode root) {
        return nodes(root).values().stream()
                .anyMatch(node -> isOf(node, "CompetencyFramework") || isOf(node, "Competency"));
    }

    private static Map<String, JsonNode> nodes(JsonNode root) {
        JsonNode inner = root;
        String at = "";
        for (String envelope : List.of("decoded_resource", "processed_resource", "data", "resource")) {
            if (inner.path(envelope).isObject()) {
                inner = inner.path(envelope);
                at += "/" + envelope;
            }
        }
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        if (inner.path("@graph").isArray()) {
            inner = inner.path("@graph");
            at += "/@graph";
        }
        if (inner.isArray()) {
            int i = 0;
            for (JsonNode node : inner) {
                nodes.put(at + "/" + i++, node);
            }
        } else {
            nodes.put(at, inner);
        }
        return nodes;
    }

    private static boolean isOf(JsonNode node, String type) {
        return JsonTree.list(node.path("@type")).stream()
                .map(one -> one.asString(""))
                .anyMatch(one ->
                        one.equals("ceasn:" + type) || one.equals(type) || one.endsWith("/ctdlasn/terms/" + type));
    }

    private ReadOutcome whole(JsonNode root) {
        @Nullable String frameworkAt = null;
        ObjectNode framework = JsonTree.JSON.createObjectNode();
        Map<String, ObjectNode> competencies = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : nodes(root).entrySet()) {
            if (!(entry.getValue() instanceof ObjectNode node)) {
                findings.warning(
                        "not-an-object", entry.getKey(), "Expected a resource, found another value; left it out.");
            } else if (isOf(node, "CompetencyFramework")) {
                if (frameworkAt != null) {
                    findings.error(
                            "several-frameworks",
                            entry.getKey(),
                            "This file has more than one framework; give each in a file of its own.");
                }
                frameworkAt = entry.getKey();
                framework = node;
            } else if (isOf(node, "Competency")) {
                competencies.put(entry.getKey(), node);
            } else {
                findings.warning(
                        "unknown-resource",
                        entry.getKey(),
                        "Found a resource of type " + node.path("@type")
                                + ", which is no part of a framework; left it out.");
            }
        }
        if (frameworkAt == null && competencies.isEmpty()) {
            findings.error("not-case", "", "Expected a ceasn:CompetencyFramework or ceasn:Competency, found neither.");
        }
        if (competencies.size() > MAX_COMPETENCIES) {
            findings.error(
                    "too-large",
                    "",
                    "Found " + competencies.size() + " competencies; the limit is " + MAX_COMPETENCIES + ".");
        }
        if (findings.hasErrors()) {
            return new ReadOutcome.Refused(findings.all());
        }
        if (frameworkAt == null) {
            findings.repair(
                    "missing-document",
                    "",
                    "There is no framework around the competencies; made one, called after the file.");
            framework.put("ceasn:name", title());
        }
        CFDocument document = document(framework, frameworkAt == null ? "" : frameworkAt);
        competencies.forEach((at, node) -> item(node, at, document));
        if (findings.hasErrors()) {
            return new ReadOutcome.Refused(findings.all());
        }
        tree(framework, frameworkAt == null ? "" : frameworkAt, competencies, document);
        competencies.forEach(this::alignments);
        if (associations.size() > MAX_LINKS) {
            findings.error("too-large", "", "Found more than " + MAX_LINKS + " links, which is the limit.");
            return new ReadOutcome.Refused(findings.all());
        }
        CFPackage pkg = new PackageCheck(
                        new CFPackage(document, items, associations, CFDefinitions.NONE, List.of()),
                        itemPointers,
                        associationPointers,
                        findings)
                .repaired();
        return findings.hasErrors()
                ? new ReadOutcome.Refused(findings.all())
                : new ReadOutcome.Read(pkg, findings.all());
    }

    private String title() {
        String name = sourceName.substring(Math.max(sourceName.lastIndexOf('/'), sourceName.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name.isEmpty() ? "Untitled framework" : name;
    }

    // --- one resource, property by property ---

    /** The properties of one resource; what nobody asks for is kept for the way back. */
    private final class Resource {
        private final Map<String, JsonNode> left = new LinkedHashMap<>();
        private final ObjectNode translations = JsonTree.JSON.createObjectNode();
        private final Map<String, String> spelled = new HashMap<>();

        Resource(ObjectNode node) {
            node.properties().forEach(one -> {
                String name = one.getKey().substring(one.getKey().indexOf(':') + 1);
                left.put(name, one.getValue());
                spelled.put(name, one.getKey());
            });
            left.remove("@context");
            left.remove("@type");
        }

        @Nullable
        JsonNode take(String name) {
            return left.remove(name);
        }

        /** A text in the framework's language; its translations are kept under the name of the CASE property. */
        @Nullable
        String text(String name, String property) {
            List<String> all = texts(name, property);
            return all.isEmpty() ? null : String.join("\n\n", all);
        }

        List<String> texts(String name, String property) {
            List<String> all = new ArrayList<>();
            Map<String, ArrayNode> others = new LinkedHashMap<>();
            for (JsonNode value : JsonTree.list(take(name))) {
                if (value instanceof ObjectNode map && map.has("@value")) {
                    add(all, others, map.path("@language").asString(""), map.path("@value"));
                } else if (value instanceof ObjectNode map) {
                    @Nullable String chosen = chosen(map);
                    map.properties()
                            .forEach(one ->
                                    add(all, others, one.getKey().equals(chosen) ? "" : one.getKey(), one.getValue()));
                } else {
                    add(all, others, "", value);
                }
            }
            if (!others.isEmpty()) {
                ObjectNode kept = translations.putObject(property);
                others.forEach(kept::set);
            }
            return all;
        }

        private void add(List<String> all, Map<String, ArrayNode> others, String tongue, JsonNode value) {
            for (JsonNode one : JsonTree.list(value)) {
                @Nullable String text = JsonTree.text(one);
                if (text == null) {
                    continue;
                }
                if (tongue.isEmpty() || tongue.equals(language)) {
                    all.add(text);
                } else {
                    others.computeIfAbsent(tongue, any -> JsonTree.JSON.createArrayNode())
                            .add(text);
                }
            }
        }

        /** A link, or the links, of a property. */
        List<String> links(String name) {
            return CtdlAsnReader.links(take(name));
        }

        @Nullable
        String link(String name) {
            List<String> all = links(name);
            return all.isEmpty() ? null : all.getFirst();
        }

        Extensions extensions(String original) {
            Map<String, Extensions.Value> values = new LinkedHashMap<>();
            if (!translations.isEmpty()) {
                values.put(TRANSLATIONS, new Extensions.Json(translations.toString()));
            }
            left.forEach((name, value) -> values.put(
                    "ctdl:" + spelled.getOrDefault(name, name),
                    value.isString()
                            ? new Extensions.Text(JsonTree.clean(value.asString("")))
                            : new Extensions.Json(value.toString())));
            Extensions extensions = new Extensions(values);
            return original.isEmpty() ? extensions : extensions.withText(ForeignNames.ORIGINAL_IDENTIFIER, original);
        }
    }

    private @Nullable String chosen(ObjectNode map) {
        if (language != null && map.has(language)) {
            return language;
        }
        if (language != null) {
            for (String tongue : map.propertyNames()) {
                if (tongue.split("-", 2)[0].equals(language.split("-", 2)[0])) {
                    return tongue;
                }
            }
        }
        return map.has("en") ? "en" : map.propertyNames().stream().findFirst().orElse(null);
    }

    private static List<String> links(@Nullable JsonNode value) {
        List<String> links = new ArrayList<>();
        for (JsonNode one : JsonTree.list(value)) {
            @Nullable
            String link = JsonTree.text(
                    one instanceof ObjectNode node
                            ? node.has("@id")
                                    ? node.path("@id")
                                    : node.has("ceterms:targetNode")
                                            ? node.path("ceterms:targetNode")
                                            : node.path("ceasn:targetNode")
                            : one);
            if (link != null) {
                links.add(link);
            }
        }
        return links;
    }

    private CFDocument document(ObjectNode node, String at) {
        Resource own = new Resource(node);
        @Nullable String tongue = own.link("inLanguage");
        language = tongue != null ? tongue : firstLanguage(node);
        String name = name(own);
        UUID identifier = ForeignNames.of(name.isEmpty() ? sourceName : name);
        @Nullable String address = own.link("@id");
        @Nullable String changed = own.text("dateModified", "lastChangeDateTime");
        if (changed == null) {
            changed = JsonTree.text(node.path("ceasn:dateCreated"));
        }
        @Nullable String author = own.text("author", "creator");
        List<String> creators = own.links("creator");
        @Nullable String publisherName = own.text("publisherName", "publisher");
        List<String> publishers = own.links("publisher");
        String creator = author != null
                ? author
                : !creators.isEmpty()
                        ? String.join("; ", creators)
                        : publisherName != null
                                ? publisherName
                                : publishers.isEmpty() ? "Unknown" : publishers.getFirst();
        @Nullable String title = own.text("name", "title");
        CFDocument.Builder builder = CFDocument.builder(
                        identifier,
                        uri(address, identifier),
                        creator,
                        title == null ? title() : title,
                        ForeignNames.instant(changed).orElse(asOf))
                .publisher(publisherName != null ? publisherName : publishers.isEmpty() ? null : publishers.getFirst())
                .description(own.text("description", "description"))
                .language(language)
                .subject(subjects(own))
                .officialSourceURL(own.link("source"))
                .adoptionStatus(status(own.link("publicationStatusType")))
                .statusStartDate(ForeignNames.date(own.text("dateValidFrom", "statusStartDate")))
                .statusEndDate(ForeignNames.date(own.text("dateValidUntil", "statusEndDate")))
                .licenseURI(license(own.link("license")))
                .notes(own.text("comment", "notes"))
                .version(own.text("versionIdentifier", "version"));
        own.take("hasTopChild");
        own.take("hasChild");
        if (author != null && !creators.isEmpty()) {
            own.left.put("creator", node.has("ceasn:creator") ? node.path("ceasn:creator") : node.path("creator"));
        }
        if (publisherName != null && !publishers.isEmpty()) {
            own.left.put(
                    "publisher", node.has("ceasn:publisher") ? node.path("ceasn:publisher") : node.path("publisher"));
        }
        return builder.extensions(own.extensions(original(name, at))).build();
    }

    private static List<String> subjects(Resource own) {
        return own.texts("localSubject", "subject");
    }

    private static @Nullable String firstLanguage(ObjectNode node) {
        for (JsonNode value : node) {
            if (value instanceof ObjectNode map && !map.isEmpty() && !map.has("@id")) {
                for (String name : map.propertyNames()) {
                    if (name.matches("[a-z]{2,3}(-[A-Za-z0-9]+)*")) {
                        return map.has("en") ? "en" : name;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable String status(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String word = written.substring(Math.max(written.lastIndexOf(':'), written.lastIndexOf('/')) + 1);
        return switch (word) {
            case "Published" -> "Implemented";
            case "Deprecated" -> "Retired";
            default -> word;
        };
    }

    private static @Nullable LinkURI license(@Nullable String address) {
        return address == null
                ? null
                : new LinkURI(address, ForeignNames.of(address), uri(address, ForeignNames.of(address)));
    }

    private static String uri(@Nullable String address, UUID identifier) {
        return address != null && ForeignNames.isUri(address) && !address.startsWith("_:")
                ? address
                : "urn:uuid:" + identifier;
    }

    /** What the resource is called: its CTID, else its address. */
    private static String name(Resource own) {
        @Nullable String ctid = own.link("ctid");
        @Nullable JsonNode address = own.left.get("@id");
        return ctid != null ? ctid : address == null ? "" : address.asString("");
    }

    private String original(String name, String at) {
        if (ForeignNames.accepted(name).isPresent() || name.isEmpty()) {
            return "";
        }
        findings.repair(
                "invalid-identifier",
                at,
                "CASE accepts no identifier \"" + name
                        + "\"; derived one from it and kept the original in the extension "
                        + ForeignNames.ORIGINAL_IDENTIFIER + ".");
        return name;
    }

    private void item(ObjectNode node, String at, CFDocument document) {
        Resource own = new Resource(node);
        String name = name(own);
        @Nullable String address = own.link("@id");
        @Nullable String label = own.text("competencyLabel", "abbreviatedStatement");
        @Nullable String text = own.text("competencyText", "fullStatement");
        if (text == null) {
            text = own.text("name", "fullStatement");
        }
        @Nullable String code = own.text("codedNotation", "humanCodingScheme");
        if (text == null) {
            text = label != null ? label : code != null ? code : "(no statement)";
            findings.repair(
                    "missing-property",
                    at + "/ceasn:competencyText",
                    "The competency has no text; took \"" + text + "\".");
        }
        UUID identifier = ForeignNames.of(name.isEmpty() ? document.identifier() + " " + text : name);
        List<String> tongues = own.links("inLanguage");
        CFItem item = CFItem.builder(
                        identifier,
                        uri(address, identifier),
                        text,
                        ForeignNames.instant(own.text("dateModified", "lastChangeDateTime"))
                                .orElse(document.lastChangeDateTime()))
                .abbreviatedStatement(label)
                .humanCodingScheme(code)
                .listEnumeration(own.text("listID", "listEnumeration"))
                .CFItemType(own.text("competencyCategory", "CFItemType"))
                .notes(own.text("comment", "notes"))
                .conceptKeywords(own.texts("conceptKeyword", "conceptKeywords"))
                .subject(subjects(own))
                .language(tongues.isEmpty() ? null : tongues.getFirst())
                .educationLevel(levels(own.take("educationLevelType")))
                .licenseURI(license(own.link("license")))
                .statusStartDate(ForeignNames.date(own.text("dateValidFrom", "statusStartDate")))
                .statusEndDate(ForeignNames.date(own.text("dateValidUntil", "statusEndDate")))
                .extensions(Extensions.NONE)
                .build();
        List.of("isChildOf", "isTopChildOf", "hasChild", "isPartOf").forEach(own::take);
        CtdlAlignments.NAMES.forEach(own::take);
        item = item.toBuilder().extensions(own.extensions(original(name, at))).build();
        if (byName.containsKey(identifier.toString())) {
            findings.repair(
                    "duplicate-identifier",
                    at,
                    "A competency with the identifier " + identifier + " was there already; left this one out.");
            return;
        }
        byName.put(identifier.toString(), item);
        if (address != null) {
            byName.putIfAbsent(address, item);
        }
        items.add(item);
        itemPointers.add(at);
    }

    private static List<String> levels(@Nullable JsonNode value) {
        List<String> levels = new ArrayList<>();
        for (JsonNode one : JsonTree.list(value)) {
            JsonNode said = one;
            if (one instanceof ObjectNode node) {
                said = node.has("ceterms:targetNodeName") ? node.path("ceterms:targetNodeName") : node.path("@id");
                if (said.isObject() && !said.isEmpty()) {
                    said = said.iterator().next();
                }
            }
            @Nullable String text = JsonTree.text(said);
            if (text != null) {
                levels.add(text);
            }
        }
        return levels;
    }

    private @Nullable CFItem itemOf(String name) {
        @Nullable CFItem item = byName.get(name);
        return item != null ? item : byName.get(ForeignNames.of(name).toString());
    }

    private void tree(ObjectNode framework, String at, Map<String, ObjectNode> competencies, CFDocument document) {
        int number = 1;
        for (String name : List.of("hasTopChild", "hasChild")) {
            for (String child : links(property(framework, name))) {
                @Nullable CFItem item = itemOf(child);
                if (item != null) {
                    number += branch(item, LinkGenURI.to(document), number, at + "/ceasn:" + name) ? 1 : 0;
                }
            }
            if (number > 1) {
                break; // hasChild of a framework names all of them, hasTopChild the first level
            }
        }
        competencies.forEach((pointer, node) -> {
            @Nullable CFItem parent = itemOf(nameOf(node));
            int next = 1;
            for (String child : links(property(node, "hasChild"))) {
                @Nullable CFItem item = itemOf(child);
                if (item != null && parent != null) {
                    next += branch(item, LinkGenURI.to(parent), next, pointer + "/ceasn:hasChild") ? 1 : 0;
                }
            }
        });
        competencies.forEach((pointer, node) -> {
            @Nullable CFItem item = itemOf(nameOf(node));
            if (item == null) {
                return;
            }
            for (String above : links(property(node, "isChildOf"))) {
                @Nullable CFItem parent = itemOf(above);
                boolean top =
                        above.equals(document.uri()) || ForeignNames.of(above).equals(document.identifier());
                LinkGenURI end =
                        parent != null ? LinkGenURI.to(parent) : top ? LinkGenURI.to(document) : outside(above);
                branch(item, end, null, pointer + "/ceasn:isChildOf");
            }
            if (!links(property(node, "isTopChildOf")).isEmpty()) {
                branch(item, LinkGenURI.to(document), null, pointer + "/ceasn:isTopChildOf");
            }
        });
    }

    private static String nameOf(ObjectNode node) {
        @Nullable String ctid = JsonTree.text(property(node, "ctid"));
        @Nullable String address = JsonTree.text(node.path("@id"));
        return ctid != null ? ctid : address == null ? "" : address;
    }

    private static @Nullable JsonNode property(ObjectNode node, String name) {
        for (String prefix : List.of("ceasn:", "ceterms:", "")) {
            @Nullable JsonNode value = node.get(prefix + name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private boolean branch(CFItem child, LinkGenURI parent, @Nullable Integer number, String at) {
        return association(AssociationType.IS_CHILD_OF, LinkGenURI.to(child), parent, number, at);
    }

    private boolean association(
            AssociationType type, LinkGenURI origin, LinkGenURI destination, @Nullable Integer number, String at) {
        String said = origin.identifier() + " " + type.wire() + " " + destination.identifier();
        if (associations.size() > MAX_LINKS || !told.add(said)) {
            return false;
        }
        UUID identifier = ForeignNames.derived(said);
        associations.add(
                CFAssociation.builder(identifier, "urn:uuid:" + identifier, type, origin, destination, changed(origin))
                        .sequenceNumber(number)
                        .build());
        associationPointers.add(at);
        return true;
    }

    private Instant changed(LinkGenURI origin) {
        @Nullable CFItem item = byName.get(origin.identifier());
        return item == null ? asOf : item.lastChangeDateTime();
    }

    private static LinkGenURI outside(String name) {
        String identifier = ForeignNames.accepted(name).map(UUID::toString).orElse(name);
        String uri = ForeignNames.isUri(name) ? name : "urn:uuid:" + ForeignNames.of(name);
        return new LinkGenURI(name, identifier, uri, null);
    }

    private void alignments(String at, ObjectNode node) {
        @Nullable CFItem item = itemOf(nameOf(node));
        if (item == null) {
            return;
        }
        for (String name : CtdlAlignments.NAMES) {
            CtdlAlignments.Meaning meaning = CtdlAlignments.meaning(name);
            for (String link : links(property(node, name))) {
                @Nullable CFItem other = itemOf(link);
                LinkGenURI there = other == null ? outside(link) : LinkGenURI.to(other);
                LinkGenURI here = LinkGenURI.to(item);
                association(
                        meaning.type(),
                        meaning.fromHere() ? here : there,
                        meaning.fromHere() ? there : here,
                        null,
                        at + "/ceasn:" + name);
            }
        }
    }
}
