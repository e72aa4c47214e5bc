package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.Extensions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a framework as CTDL-ASN, JSON-LD with one graph: the framework first, then its competencies in the order of the tree. */
public final class CtdlAsnWriter {

    private static final String CONTEXT = "https://credreg.net/ctdlasn/schema/context/json";
    private static final String PREFIX = "ctdl:";

    private final CFPackage pkg;
    private final FrameworkTree tree;
    private final String language;
    private final Map<String, String> addresses = new LinkedHashMap<>();

    private CtdlAsnWriter(CFPackage pkg) {
        this.pkg = pkg;
        this.tree = FrameworkTree.of(pkg);
        this.language =
                pkg.document().language() == null ? "en" : pkg.document().language();
        addresses.put(pkg.document().identifier().toString(), pkg.document().uri());
        pkg.items().forEach(item -> addresses.put(item.identifier().toString(), item.uri()));
    }

    /** The document (UTF-8). */
    public static byte[] write(CFPackage pkg) {
        return JsonTree.JSON.writeValueAsBytes(new CtdlAsnWriter(pkg).root());
    }

    private ObjectNode root() {
        ObjectNode root = JsonTree.JSON.createObjectNode();
        root.put("@context", CONTEXT);
        ArrayNode graph = root.putArray("@graph");
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
        return root;
    }

    private ObjectNode framework() {
        CFDocument document = pkg.document();
        ObjectNode node = identity("ceasn:CompetencyFramework", document.uri(), document.identifier());
        ObjectNode translations = translations(document.extensions());
        text(node, "ceasn:name", document.title(), translations, "title");
        text(node, "ceasn:description", document.description(), translations, "description");
        text(node, "ceasn:comment", document.notes(), translations, "notes");
        texts(node, "ceasn:localSubject", document.subject(), translations, "subject");
        node.putArray("ceasn:inLanguage").add(language);
        if (ForeignNames.isUri(document.creator())) {
            node.putArray("ceasn:creator").add(document.creator());
        } else {
            node.putArray("ceasn:author").add(document.creator());
        }
        @Nullable String publisher = document.publisher();
        if (publisher != null && ForeignNames.isUri(publisher)) {
            node.putArray("ceasn:publisher").add(publisher);
        } else if (publisher != null) {
            node.putArray("ceasn:publisherName").addObject().put(language, publisher);
        }
        if (document.officialSourceURL() != null) {
            node.putArray("ceasn:source").add(document.officialSourceURL());
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
        put(node, "ceterms:versionIdentifier", document.version());
        date(node, "ceasn:dateModified", document.lastChangeDateTime());
        date(node, "ceasn:dateValidFrom", document.statusStartDate());
        date(node, "ceasn:dateValidUntil", document.statusEndDate());
        put(
                node,
                "ceasn:license",
                document.licenseURI() == null ? null : document.licenseURI().uri());
        list(node, "ceasn:hasTopChild", tree.roots().stream().map(CFItem::uri).toList());
        kept(node, document.extensions());
        return node;
    }

    private ObjectNode competency(CFItem item) {
        ObjectNode node = identity("ceasn:Competency", item.uri(), item.identifier());
        ObjectNode translations = translations(item.extensions());
        text(node, "ceasn:competencyText", item.fullStatement(), translations, "fullStatement");
        text(node, "ceasn:competencyLabel", item.abbreviatedStatement(), translations, "abbreviatedStatement");
        put(node, "ceasn:codedNotation", item.humanCodingScheme());
        put(node, "ceasn:listID", item.listEnumeration());
        text(node, "ceasn:competencyCategory", item.CFItemType(), translations, "CFItemType");
        text(node, "ceasn:comment", item.notes(), translations, "notes");
        texts(node, "ceasn:conceptKeyword", item.conceptKeywords(), translations, "conceptKeywords");
        texts(node, "ceasn:localSubject", item.subject(), translations, "subject");
        if (item.language() != null) {
            node.putArray("ceasn:inLanguage").add(item.language());
        }
        if (!item.educationLevel().isEmpty()) {
            ArrayNode levels = node.putArray("ceasn:educationLevelType");
            item.educationLevel()
                    .forEach(level -> levels.addObject()
                            .put("@type", "ceterms:CredentialAlignmentObject")
                            .putObject("ceterms:targetNodeName")
                            .put(language, level));
        }
        put(
                node,
                "ceasn:license",
                item.licenseURI() == null ? null : item.licenseURI().uri());
        date(node, "ceasn:dateModified", item.lastChangeDateTime());
        date(node, "ceasn:dateValidFrom", item.statusStartDate());
        date(node, "ceasn:dateValidUntil", item.statusEndDate());
        node.put("ceasn:isPartOf", pkg.document().uri());
        list(
                node,
                "ceasn:hasChild",
                tree.children(item.identifier()).stream().map(CFItem::uri).toList());
        kept(node, item.extensions());
        return node;
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
                if (origin != null) {
                    boolean top = one.destinationNodeURI()
                            .identifier()
                            .equals(pkg.document().identifier().toString());
                    add(origin, top ? "isTopChildOf" : "isChildOf", there);
                }
                continue;
            }
            Optional<String> fromHere = CtdlAlignments.name(one.associationType(), true);
            Optional<String> toHere = CtdlAlignments.name(one.associationType(), false);
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
                add(origin, "alignTo", there);
            }
        }
    }

    private String address(String identifier, String uri) {
        return addresses.getOrDefault(identifier, uri);
    }

    private static void add(ObjectNode node, String name, String link) {
        ArrayNode links =
                node.path("ceasn:" + name) instanceof ArrayNode there ? there : node.putArray("ceasn:" + name);
        links.add(link);
    }

    private static ObjectNode identity(String type, String uri, UUID identifier) {
        return JsonTree.JSON
                .createObjectNode()
                .put("@type", type)
                .put("@id", uri)
                .put("ceterms:ctid", "ce-" + identifier);
    }

    private ObjectNode translations(Extensions extensions) {
        Optional<JsonNode> kept = Optional.ofNullable(extensions.values().get(CtdlAsnReader.TRANSLATIONS))
                .flatMap(CtdlAsnWriter::json);
        return kept.isPresent() && kept.get() instanceof ObjectNode node ? node : JsonTree.JSON.createObjectNode();
    }

    private static Optional<JsonNode> json(Extensions.Value value) {
        try {
            return switch (value) {
                case Extensions.Json json -> Optional.of(JsonTree.JSON.readTree(json.json()));
                case Extensions.Text text ->
                    Optional.of(JsonTree.JSON.getNodeFactory().stringNode(text.text()));
            };
        } catch (JacksonException e) {
            return Optional.empty(); // an extension that is no JSON cannot be one of ours
        }
    }

    private void text(ObjectNode node, String name, @Nullable String text, ObjectNode translations, String property) {
        if (text != null) {
            ObjectNode map = node.putObject(name).put(language, text);
            translations
                    .path(property)
                    .properties()
                    .forEach(one -> one.getValue().forEach(value -> map.put(one.getKey(), value.asString(""))));
        }
    }

    private void texts(ObjectNode node, String name, List<String> texts, ObjectNode translations, String property) {
        if (!texts.isEmpty()) {
            ObjectNode map = node.putObject(name);
            ArrayNode all = map.putArray(language);
            texts.forEach(all::add);
            translations.path(property).properties().forEach(one -> map.set(one.getKey(), one.getValue()));
        }
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
            String property = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (property.indexOf(':') > 0 && !node.has(property)) {
                json(value).ifPresent(found -> node.set(property, found));
            }
        });
    }

    /** What this framework says that CTDL-ASN has no place for: a warning {@code not-in-ctdl-asn} for each kind. */
    public static List<Finding> losses(CFPackage pkg) {
        Losses losses = new Losses("not-in-ctdl-asn", "CTDL-ASN");
        losses.ofPackage(pkg);
        CFDocument document = pkg.document();
        losses.found("CFDocument.frameworkType", document.frameworkType());
        losses.found("CFDocument.caseVersion", document.caseVersion());
        losses.found("CFDocument.subjectURI", document.subjectURI());
        losses.extensions("CFDocument.extensions", document.extensions(), PREFIX);
        for (CFItem item : pkg.items()) {
            losses.found("CFItem.alternativeLabel", item.alternativeLabel());
            losses.found("CFItem.subjectURI", item.subjectURI());
            losses.found("CFItem.conceptKeywordsURI", item.conceptKeywordsURI());
            losses.extensions("CFItem.extensions", item.extensions(), PREFIX);
        }
        Set<String> there = new HashSet<>();
        pkg.items().forEach(item -> there.add(item.identifier().toString()));
        for (CFAssociation one : pkg.associations()) {
            losses.found("CFAssociation.notes", one.notes());
            losses.found("CFAssociation.CFAssociationGroupingURI", one.CFAssociationGroupingURI());
            losses.extensions("CFAssociation.extensions", one.extensions(), "");
            boolean here = there.contains(one.originNodeURI().identifier());
            if (one.associationType() != AssociationType.IS_CHILD_OF
                    && CtdlAlignments.name(one.associationType(), true).isEmpty()
                    && CtdlAlignments.name(one.associationType(), false).isEmpty()) {
                losses.found(
                        "the association type " + one.associationType().wire() + " (written as alignTo)",
                        one.destinationNodeURI().title());
            } else if (!here
                    && CtdlAlignments.name(one.associationType(), false).isEmpty()) {
                losses.found(
                        "associations that begin outside of the framework",
                        one.originNodeURI().title());
            }
        }
        return losses.all();
    }
}
