package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Findings;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a competency framework in CTDL-ASN: JSON-LD as a graph, as the Credential Registry's envelope, as a list or as a single
 * resource, and the table that CaSS and the Registry exchange; a collection of competencies and a concept scheme as well. A CTID
 * {@code ce-…} tells the identifier. Of texts in several languages the framework's own language is taken, the others stay in the
 * extension {@code ctdl:translations}. Whatever CASE has no property for stays in an extension {@code ctdl:} and its name, so that
 * {@link CtdlAsnWriter} writes it again; resources that are no part of the framework stay in {@code ctdl:graph} of the package.
 *
 * @see <a href="https://credreg.net/ctdlasn/terms">CTDL-ASN terms</a>
 */
public final class CtdlAsnReader {

    /** The extension of a package that keeps the other resources of its file. */
    static final String OTHERS = "ctdl:graph";

    /** The extension of a package that keeps prefixes which its file made up. */
    static final String CONTEXT = "ctdl:context";

    private final Findings findings;
    private final String sourceName;
    private final Instant asOf;
    private final List<CFItem> items = new ArrayList<>();
    private final List<String> itemPointers = new ArrayList<>();
    private final Map<UUID, UUID> seen = new HashMap<>();
    private final Map<UUID, String> seenAt = new HashMap<>();
    private @Nullable String language;

    private CtdlAsnReader(SheetRequest request, Findings findings) {
        this.sourceName = request.sourceName();
        this.asOf = request.asOf();
        this.findings = findings;
    }

    /** Reads JSON-LD. */
    public static ReadOutcome read(byte[] json, SheetRequest request) {
        Findings findings = new Findings();
        Optional<JsonNode> root = JsonTree.of(json, findings);
        if (root.isEmpty()) {
            return new ReadOutcome.Refused(findings.all());
        }
        return FrameworkReader.one(FrameworkForm.CTDL_ASN_JSON, all(root.get(), request, findings));
    }

    /** Reads what is a tree already, each of its frameworks; the findings are those that were made of it so far. */
    static List<ReadOutcome> all(JsonNode root, SheetRequest request, Findings findings) {
        List<CtdlGraph> graphs = CtdlGraph.all(root, findings);
        if (findings.hasErrors()) {
            return List.of(new ReadOutcome.Refused(findings.all()));
        }
        List<ReadOutcome> outcomes = new ArrayList<>(graphs.size());
        for (CtdlGraph graph : graphs) {
            Findings own = outcomes.isEmpty() ? findings : new Findings();
            outcomes.add(new CtdlAsnReader(request, own).whole(graph));
        }
        return outcomes;
    }

    /** Whether a document looks like CTDL-ASN. */
    static boolean looksLike(JsonNode root) {
        return CtdlGraph.looksLike(root, new Findings());
    }

    private ReadOutcome whole(CtdlGraph graph) {
        ObjectNode framework = graph.framework();
        @Nullable String at = graph.frameworkAt();
        if (at == null) {
            findings.repair(
                    "missing-document",
                    "",
                    "There is no framework around the competencies; made one, called after the file.");
            framework.put("ceasn:name", title());
        }
        CtdlWords words = graph.words();
        CFDocument document = document(graph, at == null ? "" : at);
        CtdlTree tree = new CtdlTree(words, document);
        // what was read is let go, so that a large file never stands in memory as resources and as items
        for (var left = graph.items().entrySet().iterator(); left.hasNext(); left.remove()) {
            Map.Entry<String, ObjectNode> next = left.next();
            item(words, next.getValue(), next.getKey(), document, tree);
        }
        tree.read(framework, at == null ? "" : at);
        if (tree.associations().size() > CtdlTree.MAX_LINKS) {
            findings.error("too-large", "", "Found more than " + CtdlTree.MAX_LINKS + " links, which is the limit.");
            return new ReadOutcome.Refused(findings.all());
        }
        Map<String, Extensions.Value> extensions = new HashMap<>();
        graph.others().ifPresent(others -> extensions.put(OTHERS, new Extensions.Json(others)));
        graph.context().ifPresent(context -> extensions.put(CONTEXT, new Extensions.Json(context)));
        List<CFPackage> pkg = new ArrayList<>(List.of(new CFPackage(
                document, items, tree.associations(), CFDefinitions.NONE, List.of(), new Extensions(extensions))));
        InOrder order = new InOrder(itemPointers, tree.pointers(), findings);
        items.clear();
        seen.clear();
        seenAt.clear();
        tree.forget();
        return order.put(pkg, sourceName);
    }

    private String title() {
        String name = sourceName.substring(Math.max(sourceName.lastIndexOf('/'), sourceName.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name.isEmpty() ? "Untitled framework" : name;
    }

    private CFDocument document(CtdlGraph graph, String at) {
        CtdlWords words = graph.words();
        ObjectNode node = graph.framework();
        CtdlResource own = new CtdlResource(node);
        @Nullable JsonNode tongues = own.take("ceasn:inLanguage");
        @Nullable String tongue = CtdlValues.language(tongues);
        language = tongue != null ? tongue : firstLanguage(graph);
        own.prefer(language);
        if (JsonTree.list(tongues).size() > 1 || !Objects.equals(tongue, CtdlValues.address(tongues))) {
            own.keep("ceasn:inLanguage", tongues);
        }
        keepType(own, CtdlWords.COMPETENCIES.frameworkType);
        String name = name(own);
        own.take("ceterms:ctid");
        UUID identifier = ForeignNames.of(name.isEmpty() ? sourceName : name);
        @Nullable String address = address(own);
        Instant changed = changed(own, at, asOf);
        String creator = CtdlValues.creator(own);
        if (CtdlValues.creatorSaysAll(own)) {
            own.take("ceasn:author");
            own.take("ceasn:creator");
        }
        @Nullable JsonNode publishers = own.take("ceasn:publisher");
        @Nullable String publisher = own.text("ceasn:publisherName", "publisher");
        if (publisher != null || JsonTree.list(publishers).size() > 1) {
            own.keep("ceasn:publisher", publishers);
        }
        @Nullable String title = own.text("ceasn:name", "title");
        title = title == null ? own.text("skos:prefLabel", "title") : title;
        @Nullable JsonNode sources = own.take("ceasn:source");
        @Nullable JsonNode version = own.take("ceterms:versionIdentifier");
        List.of(words.topChildren, words.children, "ceterms:hasMember").forEach(own::take);
        CFDocument document = CFDocument.builder(
                        identifier, uri(address, identifier), creator, title == null ? title() : title, changed)
                .publisher(publisher != null ? publisher : CtdlValues.address(publishers))
                .description(own.text("ceasn:description", "description"))
                .language(language)
                .subject(own.texts("ceasn:localSubject", "subject"))
                .officialSourceURL(CtdlValues.address(sources))
                .adoptionStatus(CtdlValues.status(own.take("ceasn:publicationStatusType")))
                .statusStartDate(date(own, "ceasn:dateValidFrom", at))
                .statusEndDate(date(own, "ceasn:dateValidUntil", at))
                .licenseURI(license(own.link("ceasn:license")))
                .notes(own.text(words.note, "notes"))
                .version(CtdlValues.version(version))
                .build();
        if (JsonTree.list(sources).size() > 1) {
            own.keep("ceasn:source", sources);
        }
        if (version != null && version.isContainer()) {
            own.keep("ceterms:versionIdentifier", version);
        }
        return document.toBuilder()
                .extensions(own.extensions(original(name, address, identifier, at)))
                .build();
    }

    /** Keeps a type that is another than the usual one. */
    private static void keepType(CtdlResource own, String usual) {
        @Nullable JsonNode type = own.take("@type");
        type = type == null ? own.take("type") : type;
        if (type != null
                && !(type.isString() && CtdlResource.compact(type.asString("")).equals(usual))) {
            own.keep("@type", type);
        }
    }

    /** The language of the first text that says one, English before others; the framework's own texts come first. */
    private static @Nullable String firstLanguage(CtdlGraph graph) {
        List<ObjectNode> all = new ArrayList<>();
        all.add(graph.framework());
        all.addAll(graph.items().values());
        for (ObjectNode node : all) {
            for (JsonNode value : node) {
                for (JsonNode one : JsonTree.list(value)) {
                    if (one instanceof ObjectNode map
                            && !map.isEmpty()
                            && map.propertyNames().stream().allMatch(CtdlResource::isLanguage)
                            && !map.has("@none")) {
                        return map.has("en")
                                ? "en"
                                : map.propertyNames().iterator().next();
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable LinkURI license(@Nullable String address) {
        return address == null
                ? null
                : new LinkURI(address, ForeignNames.of(address), uri(address, ForeignNames.of(address)));
    }

    private static @Nullable String address(CtdlResource own) {
        @Nullable String address = JsonTree.text(own.take("@id"));
        return address == null ? JsonTree.text(own.take("id")) : address;
    }

    private static String uri(@Nullable String address, UUID identifier) {
        return address != null && ForeignNames.isUri(address) && !address.startsWith("_:")
                ? address
                : "urn:uuid:" + identifier;
    }

    /** What the resource is called: its CTID, else its address. */
    private static String name(CtdlResource own) {
        @Nullable String ctid = JsonTree.text(own.look("ceterms:ctid"));
        @Nullable String address = JsonTree.text(own.look("@id"));
        address = address == null ? JsonTree.text(own.look("id")) : address;
        return ctid != null ? ctid : address == null ? "" : address;
    }

    /** What a resource was called, where neither its identifier nor its address says it; empty otherwise. */
    private String original(String name, @Nullable String address, UUID identifier, String at) {
        boolean addressed = address == null || uri(address, identifier).equals(address);
        if (ForeignNames.accepted(name).isPresent() || name.isEmpty()) {
            return addressed || address == null ? "" : address;
        }
        findings.repair(
                "invalid-identifier",
                at,
                "CASE accepts no identifier " + CellText.quoted(name) + "; derived one from it and kept the original "
                        + (addressed && name.equals(address)
                                ? "as its address."
                                : "in the extension " + ForeignNames.ORIGINAL_IDENTIFIER + "."));
        return addressed && name.equals(address) ? "" : name;
    }

    /** The last change: when it was modified, else created. */
    private Instant changed(CtdlResource own, String at, Instant otherwise) {
        for (String name : List.of("ceasn:dateModified", "ceasn:dateCreated")) {
            @Nullable String written = JsonTree.text(own.look(name));
            Optional<Instant> read = ForeignNames.instant(written);
            if (read.isPresent()) {
                if (name.equals("ceasn:dateModified")) {
                    own.take(name);
                }
                return read.get();
            }
            if (written != null) {
                invalidDate(at, name, written, "left it to the extension");
            }
        }
        return otherwise;
    }

    private @Nullable LocalDate date(CtdlResource own, String name, String at) {
        @Nullable String written = JsonTree.text(own.look(name));
        @Nullable LocalDate date = ForeignNames.date(written);
        if (date != null) {
            own.take(name);
        } else if (written != null) {
            invalidDate(at, name, written, "left it to the extension");
        }
        return date;
    }

    private void invalidDate(String at, String name, String written, String done) {
        findings.repair(
                "invalid-date",
                at + "/" + name,
                "Expected a date, found " + CellText.quoted(written) + "; " + done + ".");
    }

    private void item(CtdlWords words, ObjectNode node, String at, CFDocument document, CtdlTree tree) {
        CtdlResource own = new CtdlResource(node);
        @Nullable JsonNode tongues = own.take("ceasn:inLanguage");
        @Nullable String tongue = CtdlValues.language(tongues);
        own.prefer(tongue);
        own.prefer(language);
        if (JsonTree.list(tongues).size() > 1 || !Objects.equals(tongue, CtdlValues.address(tongues))) {
            own.keep("ceasn:inLanguage", tongues);
        }
        keepType(own, words.itemType);
        String name = name(own);
        @Nullable String ctid = JsonTree.text(own.take("ceterms:ctid"));
        @Nullable String address = address(own);
        @Nullable String label = own.text(words.label, "abbreviatedStatement");
        @Nullable String spoken = own.spoken();
        @Nullable String code = own.text(words.code, "humanCodingScheme");
        @Nullable String text = own.text(words.text, "fullStatement");
        if (text == null && words == CtdlWords.COMPETENCIES) {
            text = own.text("ceasn:name", "fullStatement");
        }
        spoken = text == null ? spoken : own.spoken();
        if (text == null) {
            text = label != null ? label : code != null ? code : "(no statement)";
            if (words == CtdlWords.CONCEPTS && label != null) {
                label = null; // a concept without a definition is what it is called
            } else {
                findings.repair(
                        "missing-property",
                        at + "/" + words.text,
                        "The competency has no text; took \"" + text + "\".");
            }
        }
        if (tongue == null && spoken != null && !sameLanguage(spoken, language)) {
            tongue = spoken;
        }
        String called = name.isEmpty() ? document.identifier() + " " + text : name;
        Optional<UUID> identifier = identifier(ForeignNames.of(called), node, at, text, document);
        if (identifier.isEmpty()) {
            return;
        }
        @Nullable JsonNode levels = own.take("ceasn:educationLevelType");
        CFItem item = CFItem.builder(
                        identifier.get(),
                        uri(address, identifier.get()),
                        text,
                        changed(own, at, document.lastChangeDateTime()))
                .abbreviatedStatement(label)
                .humanCodingScheme(code)
                .listEnumeration(own.text("ceasn:listID", "listEnumeration"))
                .CFItemType(own.text("ceasn:competencyCategory", "CFItemType"))
                .notes(own.text(words.note, "notes"))
                .conceptKeywords(own.texts("ceasn:conceptKeyword", "conceptKeywords"))
                .subject(own.texts("ceasn:localSubject", "subject"))
                .language(tongue)
                .educationLevel(CtdlValues.levels(levels))
                .licenseURI(license(own.link("ceasn:license")))
                .statusStartDate(date(own, "ceasn:dateValidFrom", at))
                .statusEndDate(date(own, "ceasn:dateValidUntil", at))
                .build();
        if (levels != null
                && (levels.isObject() || JsonTree.list(levels).stream().anyMatch(JsonNode::isObject))) {
            own.keep("ceasn:educationLevelType", levels);
        }
        Map<String, List<CtdlResource.Link>> links = CtdlTree.links(words, own);
        item = item.toBuilder()
                .extensions(own.extensions(original(name, address, identifier.get(), at)))
                .build();
        List<String> names = new ArrayList<>();
        if (address != null) {
            names.add(address);
        }
        if (ctid != null && identifier.get().equals(ForeignNames.of(called))) {
            names.add(ctid);
        }
        tree.add(item, links, at, names);
        items.add(item);
        itemPointers.add(at);
    }

    private static boolean sameLanguage(String spoken, @Nullable String language) {
        return language == null || CtdlResource.base(spoken).equals(CtdlResource.base(language));
    }

    /** The identifier that an item has; a second, different one of the same gets one derived from both, an equal one none. */
    private Optional<UUID> identifier(UUID wanted, ObjectNode node, String at, String text, CFDocument document) {
        boolean ofDocument = wanted.equals(document.identifier());
        UUID derived = ForeignNames.derived(wanted + "\n" + JsonTree.sorted(node));
        @Nullable UUID first = seen.get(wanted);
        if (first == null && !ofDocument) {
            seen.put(wanted, derived);
            seenAt.put(wanted, at);
            return Optional.of(wanted);
        }
        if (derived.equals(first) || seen.containsKey(derived)) {
            findings.repair(
                    "exact-duplicate",
                    at,
                    "The same as "
                            + seenAt.getOrDefault(seen.containsKey(derived) ? derived : wanted, "an earlier one")
                            + "; left it out.");
            return Optional.empty();
        }
        seen.put(derived, derived);
        seenAt.put(derived, at);
        findings.repair(
                "shared-identifier",
                at,
                "Found " + wanted + ", which "
                        + (ofDocument ? "the framework itself" : seenAt.getOrDefault(wanted, "an earlier one"))
                        + " has already; " + CellText.quoted(text) + " is now " + derived + ".");
        return Optional.of(derived);
    }
}
