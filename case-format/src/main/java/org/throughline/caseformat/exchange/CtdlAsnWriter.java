package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.Extensions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a framework as CTDL-ASN, JSON-LD with one graph: the framework first, then its competencies in the order of the tree, then what
 * stood beside them in the file that they came from. What came as a collection or a concept scheme goes out as one.
 */
public final class CtdlAsnWriter {

    private static final String CONTEXT = "https://credreg.net/ctdlasn/schema/context/json";

    private final CFPackage pkg;
    private final FrameworkTree tree;
    private final String language;
    private final CtdlWords words;
    private final boolean collection;
    private final Map<String, String> addresses = new LinkedHashMap<>();

    private CtdlAsnWriter(CFPackage pkg) {
        this.pkg = pkg;
        this.tree = FrameworkTree.of(pkg);
        this.language = tag(pkg.document().language(), "en");
        ObjectNode type = JsonTree.JSON.createObjectNode();
        CtdlValues.json(pkg.document().extensions().values().get(CtdlResource.TYPE))
                .ifPresent(said -> type.set("@type", said));
        this.words = CtdlResource.isOf(type, CtdlWords.CONCEPTS.frameworkTypes)
                ? CtdlWords.CONCEPTS
                : CtdlWords.COMPETENCIES;
        this.collection = CtdlResource.isOf(type, Set.of("ceterms:Collection"));
        CFDocument document = pkg.document();
        addresses.put(document.identifier().toString(), address(document.uri(), document.extensions()));
        pkg.items()
                .forEach(item -> addresses.put(item.identifier().toString(), address(item.uri(), item.extensions())));
    }

    /** The address that a resource came with, also where it was none that CASE takes for one. */
    private static String address(String uri, Extensions extensions) {
        return extensions
                .text(ForeignNames.ORIGINAL_IDENTIFIER)
                .filter(original -> uri.startsWith("urn:uuid:") && !original.startsWith("ce-"))
                .orElse(uri);
    }

    private String address(UUID identifier) {
        return addresses.getOrDefault(identifier.toString(), "urn:uuid:" + identifier);
    }

    /** The document (UTF-8). */
    public static byte[] write(CFPackage pkg) {
        ObjectNode root = JsonTree.JSON.createObjectNode();
        root.set(
                "@context",
                CtdlValues.json(pkg.extensions().values().get(CtdlAsnReader.CONTEXT))
                        .orElseGet(() -> JsonTree.JSON.getNodeFactory().stringNode(CONTEXT)));
        root.set("@graph", graph(pkg));
        return JsonTree.JSON.writeValueAsBytes(root);
    }

    /** The resources alone. */
    static ArrayNode graph(CFPackage pkg) {
        return new CtdlAsnWriter(pkg).graph();
    }

    private ArrayNode graph() {
        ArrayNode graph = JsonTree.JSON.createArrayNode();
        graph.add(framework());
        Map<UUID, ObjectNode> nodes = new LinkedHashMap<>();
        tree.rows().forEach(row -> {
            if (!row.repeated()) {
                nodes.put(row.item().identifier(), competency(row.item()));
            }
        });
        pkg.items().forEach(item -> nodes.computeIfAbsent(item.identifier(), any -> competency(item)));
        associations(nodes);
        nodes.values().forEach(graph::add);
        CtdlValues.json(pkg.extensions().values().get(CtdlAsnReader.OTHERS))
                .ifPresent(others -> JsonTree.list(others).forEach(graph::add));
        return graph;
    }

    private ObjectNode framework() {
        CFDocument document = pkg.document();
        Extensions extensions = document.extensions();
        String prefix = collection ? "ceterms:" : "ceasn:";
        ObjectNode node = identity(words.frameworkType, document.identifier(), extensions);
        ObjectNode translations = translations(extensions);
        text(node, prefix + "name", document.title(), language, translations, "title");
        text(node, prefix + "description", document.description(), language, translations, "description");
        text(node, words.note, document.notes(), language, translations, "notes");
        texts(node, "ceasn:localSubject", document.subject(), language, translations, "subject");
        if (document.language() != null
                && !keeps(node, extensions, "ceasn:inLanguage", kept -> language.equals(CtdlValues.language(kept)))) {
            node.putArray("ceasn:inLanguage").add(language);
        }
        madeBy(node, document, translations);
        @Nullable String source = document.officialSourceURL();
        if (source != null
                && !keeps(node, extensions, "ceasn:source", kept -> source.equals(CtdlValues.address(kept)))) {
            node.putArray("ceasn:source").add(source);
        }
        @Nullable String status = document.adoptionStatus();
        if (status != null) {
            node.put(
                    "ceasn:publicationStatusType",
                    "publicationStatus:"
                            + switch (status.toLowerCase(Locale.ROOT)) {
                                case "implemented", "adopted" -> "Published";
                                case "retired", "deprecated" -> "Deprecated";
                                default -> status;
                            });
        }
        @Nullable String version = document.version();
        if (!keeps(
                node,
                extensions,
                "ceterms:versionIdentifier",
                kept -> Objects.equals(version, CtdlValues.version(kept)))) {
            put(node, "ceterms:versionIdentifier", version);
        }
        date(node, "ceasn:dateModified", document.lastChangeDateTime());
        date(node, "ceasn:dateValidFrom", document.statusStartDate());
        date(node, "ceasn:dateValidUntil", document.statusEndDate());
        put(
                node,
                "ceasn:license",
                document.licenseURI() == null ? null : document.licenseURI().uri());
        List<CFItem> top = collection ? pkg.items() : tree.roots();
        list(
                node,
                collection ? "ceterms:hasMember" : words.topChildren,
                top.stream().map(item -> address(item.identifier())).toList());
        kept(node, extensions);
        return node;
    }

    private void madeBy(ObjectNode node, CFDocument document, ObjectNode translations) {
        Extensions extensions = document.extensions();
        ObjectNode said = JsonTree.JSON.createObjectNode();
        for (String name : List.of("ceasn:author", "ceasn:creator", "ceterms:ownedBy", "ceasn:publisher")) {
            CtdlValues.json(extensions.values().get(CtdlResource.PREFIX + name))
                    .ifPresent(kept -> said.set(name, kept));
        }
        @Nullable String publisher = document.publisher();
        if (publisher != null && ForeignNames.isUri(publisher)) {
            node.putArray("ceasn:publisher").add(publisher);
        } else {
            texts(
                    node,
                    "ceasn:publisherName",
                    publisher == null ? List.of() : List.of(publisher),
                    language,
                    translations,
                    "publisher");
        }
        said.setAll(node);
        if (CtdlValues.creator(new CtdlResource(said)).equals(document.creator())) {
            return; // what is kept, or the publisher's name, says it
        }
        node.putArray(ForeignNames.isUri(document.creator()) ? "ceasn:creator" : "ceasn:author")
                .add(document.creator());
    }

    private ObjectNode competency(CFItem item) {
        Extensions extensions = item.extensions();
        ObjectNode node = identity(words.itemType, item.identifier(), extensions);
        ObjectNode translations = translations(extensions);
        String tongue = tag(item.language(), language);
        boolean called = words == CtdlWords.CONCEPTS && item.abbreviatedStatement() == null;
        text(
                node,
                called ? words.label : words.text,
                item.fullStatement(),
                tongue,
                translations,
                called && !translations.has("fullStatement") ? "abbreviatedStatement" : "fullStatement");
        text(node, words.label, item.abbreviatedStatement(), tongue, translations, "abbreviatedStatement");
        put(node, words.code, item.humanCodingScheme());
        put(node, "ceasn:listID", item.listEnumeration());
        text(node, "ceasn:competencyCategory", item.CFItemType(), tongue, translations, "CFItemType");
        text(node, words.note, item.notes(), tongue, translations, "notes");
        texts(node, "ceasn:conceptKeyword", item.conceptKeywords(), tongue, translations, "conceptKeywords");
        texts(node, "ceasn:localSubject", item.subject(), tongue, translations, "subject");
        if (item.language() != null
                && !keeps(node, extensions, "ceasn:inLanguage", kept -> tongue.equals(CtdlValues.language(kept)))) {
            node.putArray("ceasn:inLanguage").add(item.language());
        }
        if (!item.educationLevel().isEmpty()
                && !keeps(
                        node,
                        extensions,
                        "ceasn:educationLevelType",
                        kept -> item.educationLevel().equals(CtdlValues.levels(kept)))) {
            levels(node.putArray("ceasn:educationLevelType"), item.educationLevel(), tongue);
        }
        put(
                node,
                "ceasn:license",
                item.licenseURI() == null ? null : item.licenseURI().uri());
        date(node, "ceasn:dateModified", item.lastChangeDateTime());
        date(node, "ceasn:dateValidFrom", item.statusStartDate());
        date(node, "ceasn:dateValidUntil", item.statusEndDate());
        if (collection) {
            node.putArray("ceterms:isMemberOf").add(address(pkg.document().identifier()));
        } else {
            node.put(words.whole, address(pkg.document().identifier()));
        }
        list(
                node,
                words.children,
                tree.children(item.identifier()).stream()
                        .map(child -> address(child.identifier()))
                        .toList());
        kept(node, extensions);
        return node;
    }

    private static void levels(ArrayNode into, List<String> levels, String language) {
        for (String level : levels) {
            if (ForeignNames.isUri(level)) {
                into.add(level);
            } else {
                into.addObject()
                        .put("@type", "ceterms:CredentialAlignmentObject")
                        .putObject("ceterms:targetNodeName")
                        .put(language, level);
            }
        }
    }

    private void associations(Map<UUID, ObjectNode> nodes) {
        Map<String, ObjectNode> byId = new LinkedHashMap<>();
        nodes.forEach((identifier, node) -> byId.put(identifier.toString(), node));
        for (CFAssociation one : pkg.associations()) {
            @Nullable ObjectNode origin = byId.get(one.originNodeURI().identifier());
            @Nullable ObjectNode destination = byId.get(one.destinationNodeURI().identifier());
            String there = address(
                    one.destinationNodeURI().identifier(),
                    one.destinationNodeURI().uri());
            if (one.associationType() == AssociationType.IS_CHILD_OF) {
                boolean top = one.destinationNodeURI()
                        .identifier()
                        .equals(pkg.document().identifier().toString());
                if (origin != null && !(top && collection)) {
                    add(origin, top ? words.topOf : words.parent, there);
                }
                continue;
            }
            Optional<String> fromHere = words.link(one.associationType(), true);
            Optional<String> toHere = words.link(one.associationType(), false);
            if (origin != null && fromHere.isPresent()) {
                add(origin, fromHere.get(), there);
            } else if (destination != null && toHere.isPresent()) {
                add(
                        destination,
                        toHere.get(),
                        address(
                                one.originNodeURI().identifier(),
                                one.originNodeURI().uri()));
            } else if (origin != null) {
                add(origin, words.anyLink(), there);
            }
        }
    }

    private String address(String identifier, String uri) {
        return addresses.getOrDefault(identifier, uri);
    }

    private static void add(ObjectNode node, String name, String link) {
        ArrayNode links = node.path(name) instanceof ArrayNode there ? there : node.putArray(name);
        links.add(link);
    }

    private ObjectNode identity(String type, UUID identifier, Extensions extensions) {
        ObjectNode node = JsonTree.JSON.createObjectNode();
        node.set(
                "@type",
                CtdlValues.json(extensions.values().get(CtdlResource.TYPE))
                        .orElseGet(() -> JsonTree.JSON.getNodeFactory().stringNode(type)));
        String ctid = extensions
                .text(ForeignNames.ORIGINAL_IDENTIFIER)
                .filter(original -> original.startsWith("ce-"))
                .orElse("ce-" + identifier);
        return node.put("@id", address(identifier)).put("ceterms:ctid", ctid);
    }

    private static ObjectNode translations(Extensions extensions) {
        Optional<JsonNode> kept = CtdlValues.json(extensions.values().get(CtdlResource.TRANSLATIONS));
        return kept.isPresent() && kept.get() instanceof ObjectNode node ? node : JsonTree.JSON.createObjectNode();
    }

    /** Writes what was kept of a property as it was written, where it still says what CASE says now. */
    private static boolean keeps(ObjectNode node, Extensions extensions, String name, Predicate<JsonNode> still) {
        Optional<JsonNode> kept = CtdlValues.json(extensions.values().get(CtdlResource.PREFIX + name))
                .filter(still);
        kept.ifPresent(value -> node.set(name, value));
        return kept.isPresent();
    }

    private static void text(
            ObjectNode node,
            String name,
            @Nullable String text,
            String language,
            ObjectNode translations,
            String property) {
        if (text != null) {
            ObjectNode map = node.putObject(name).put(language, text);
            translations.path(property).properties().forEach(one -> {
                String other = String.join("\n\n", strings(one.getValue()));
                if (!other.isEmpty()) {
                    map.put(tag(one.getKey()), other);
                }
            });
        }
    }

    private static void texts(
            ObjectNode node,
            String name,
            List<String> texts,
            String language,
            ObjectNode translations,
            String property) {
        if (!texts.isEmpty()) {
            ObjectNode map = node.putObject(name);
            ArrayNode all = map.putArray(language);
            texts.forEach(all::add);
            translations.path(property).properties().forEach(one -> {
                ArrayNode others = map.putArray(tag(one.getKey()));
                strings(one.getValue()).forEach(others::add);
            });
        }
    }

    /** A language as the key of texts; the other one where it is none. */
    private static String tag(@Nullable String language, String otherwise) {
        return language != null && CtdlResource.isLanguage(language) ? language : otherwise;
    }

    private static String tag(String language) {
        return language.isEmpty() ? "@none" : language;
    }

    private static List<String> strings(JsonNode values) {
        return JsonTree.list(values).stream()
                .flatMap(value -> Optional.ofNullable(JsonTree.text(value)).stream())
                .toList();
    }

    private static void put(ObjectNode node, String name, @Nullable String text) {
        if (text != null) {
            node.put(name, text);
        }
    }

    private static void date(ObjectNode node, String name, @Nullable Instant at) {
        put(node, name, at == null ? null : at.toString());
    }

    private static void date(ObjectNode node, String name, @Nullable LocalDate day) {
        put(node, name, day == null ? null : day.toString());
    }

    private static void list(ObjectNode node, String name, List<String> links) {
        if (!links.isEmpty()) {
            ArrayNode all = node.putArray(name);
            links.forEach(all::add);
        }
    }

    private static void kept(ObjectNode node, Extensions extensions) {
        extensions.values().forEach((name, value) -> {
            String property = name.startsWith(CtdlResource.PREFIX) ? name.substring(CtdlResource.PREFIX.length()) : "";
            boolean own = name.equals(CtdlResource.TRANSLATIONS) || name.equals(CtdlResource.TYPE);
            if (!property.isEmpty() && !own && !node.has(property)) {
                CtdlValues.json(value).ifPresent(found -> node.set(property, found));
            }
        });
    }

    /** What this framework says that CTDL-ASN has no place for: a warning {@code not-in-ctdl-asn} for each kind. */
    public static List<Finding> losses(CFPackage pkg) {
        CtdlWords words = new CtdlAsnWriter(pkg).words;
        Losses losses = new Losses("not-in-ctdl-asn", "CTDL-ASN");
        losses.ofPackage(pkg, CtdlResource.PREFIX);
        CFDocument document = pkg.document();
        losses.found("CFDocument.frameworkType", document.frameworkType());
        losses.found("CFDocument.caseVersion", document.caseVersion());
        losses.found("CFDocument.subjectURI", document.subjectURI());
        losses.extensions("CFDocument.extensions", document.extensions(), CtdlResource.PREFIX);
        for (CFItem item : pkg.items()) {
            losses.found("CFItem.alternativeLabel", item.alternativeLabel());
            losses.found("CFItem.subjectURI", item.subjectURI());
            losses.found("CFItem.conceptKeywordsURI", item.conceptKeywordsURI());
            losses.extensions("CFItem.extensions", item.extensions(), CtdlResource.PREFIX);
        }
        Set<String> there = new HashSet<>();
        pkg.items().forEach(item -> there.add(item.identifier().toString()));
        for (CFAssociation one : pkg.associations()) {
            losses.found("CFAssociation.notes", one.notes());
            losses.found("CFAssociation.CFAssociationGroupingURI", one.CFAssociationGroupingURI());
            losses.extensions("CFAssociation.extensions", one.extensions(), "");
            boolean here = there.contains(one.originNodeURI().identifier());
            if (one.associationType() != AssociationType.IS_CHILD_OF
                    && words.link(one.associationType(), true).isEmpty()
                    && words.link(one.associationType(), false).isEmpty()) {
                losses.found(
                        "the association type " + one.associationType().wire() + " (written as " + words.anyLink()
                                + ")",
                        one.destinationNodeURI().title());
            } else if (!here && words.link(one.associationType(), false).isEmpty()) {
                losses.found(
                        "associations that begin outside of the framework",
                        one.originNodeURI().title());
            }
        }
        return losses.all();
    }
}
