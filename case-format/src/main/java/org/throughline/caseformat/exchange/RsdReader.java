package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Findings;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads Rich Skill Descriptors of the Open Skills Network: one, a list of them, or a collection with its skills. A collection becomes
 * a document, each skill an item under it: the skill's name its short form, its statement the statement, its categories its subjects.
 * Alignments and standards with an address become associations. Every property as it was written stays in an extension {@code rsd:}
 * and its name, so that {@link RsdWriter} loses nothing of it.
 */
public final class RsdReader {

    static final String PREFIX = "rsd:";
    private static final int MAX_SKILLS = 50_000;
    private static final Set<String> MAPPED =
            Set.of("uuid", "id", "skillName", "skillStatement", "keywords", "categories");

    private final Findings findings;
    private final SheetRequest request;
    private final List<CFItem> items = new ArrayList<>();
    private final List<String> itemPointers = new ArrayList<>();
    private final List<CFAssociation> associations = new ArrayList<>();
    private final List<String> associationPointers = new ArrayList<>();
    private final Set<UUID> there = new HashSet<>();
    private final Map<UUID, JsonNode> seen = new HashMap<>();
    private final Map<UUID, String> seenAt = new HashMap<>();

    private RsdReader(SheetRequest request, Findings findings) {
        this.request = request;
        this.findings = findings;
    }

    /** Reads JSON. */
    public static ReadOutcome read(byte[] json, SheetRequest request) {
        Findings findings = new Findings();
        Optional<JsonNode> root = JsonTree.of(json, findings);
        if (root.isEmpty()) {
            return new ReadOutcome.Refused(findings.all());
        }
        return FrameworkReader.one(FrameworkForm.RSD_JSON, all(root.get(), request, findings));
    }

    /** Reads what is a tree already, each of its collections; the findings are those that were made of it so far. */
    static List<ReadOutcome> all(JsonNode root, SheetRequest request, Findings findings) {
        if (!root.isArray() || !isCollection(root.path(0))) {
            return List.of(new RsdReader(request, findings).whole(root, ""));
        }
        List<ReadOutcome> outcomes = new ArrayList<>(root.size());
        for (int i = 0; i < root.size(); i++) {
            Findings own = i == 0 ? findings : new Findings();
            outcomes.add(new RsdReader(request, own).whole(root.get(i), "/" + i));
        }
        return outcomes;
    }

    /** Whether a document looks like RSDs. */
    static boolean looksLike(JsonNode root) {
        JsonNode first = root.isArray() ? root.path(0) : root;
        return first.has("skillStatement") || first.has("skillName") || isCollection(first);
    }

    private static boolean isCollection(JsonNode node) {
        return node.path("skills").isArray() && (node.has("name") || node.has("uuid"));
    }

    private ReadOutcome whole(JsonNode root, String before) {
        boolean collection = isCollection(root);
        List<JsonNode> skills = JsonTree.list(collection ? root.path("skills") : root);
        if (skills.size() > MAX_SKILLS) {
            findings.error("too-large", "", "Found " + skills.size() + " skills; the limit is " + MAX_SKILLS + ".");
            return new ReadOutcome.Refused(findings.all());
        }
        if (skills.isEmpty() && !collection || !looksLike(root)) {
            findings.error("not-case", "", "Expected Rich Skill Descriptors, found none.");
            return new ReadOutcome.Refused(findings.all());
        }
        CFDocument document = document(collection ? root : JsonTree.JSON.createObjectNode(), skills);
        for (int i = 0; i < skills.size(); i++) {
            String at = before + (collection ? "/skills" : "") + (root.isArray() || collection ? "/" + i : "");
            if (skills.get(i) instanceof ObjectNode skill) {
                item(skill, at, document);
            } else {
                findings.warning("not-an-object", at, "Expected a skill, found another value; left it out.");
            }
        }
        if (associations.size() > CtdlTree.MAX_LINKS) {
            findings.error("too-large", "", "Found more than " + CtdlTree.MAX_LINKS + " links, which is the limit.");
            return new ReadOutcome.Refused(findings.all());
        }
        CFPackage pkg = new CFPackage(document, items, associations, CFDefinitions.NONE, List.of());
        return new InOrder(itemPointers, associationPointers, findings).put(pkg, request.sourceName());
    }

    private CFDocument document(JsonNode collection, List<JsonNode> skills) {
        @Nullable JsonNode common = collection.isEmpty() ? common(skills) : null;
        @Nullable String name = JsonTree.text((common == null ? collection : common).path("name"));
        @Nullable String uuid = JsonTree.text((common == null ? collection : common).path("uuid"));
        @Nullable String id = JsonTree.text(collection.path("id"));
        String called =
                uuid != null ? uuid : id != null ? id : "collection " + (name == null ? request.sourceName() : name);
        UUID identifier = request.identifier() != null && uuid == null ? request.identifier() : ForeignNames.of(called);
        @Nullable String author = JsonTree.text(collection.path("author"));
        @Nullable String creator = JsonTree.text(collection.path("creator"));
        @Nullable
        String skillCreator =
                skills.isEmpty() ? null : JsonTree.text(skills.getFirst().path("creator"));
        Instant changed = ForeignNames.instant(JsonTree.text(collection.path("updateDate")))
                .orElseGet(() -> skills.stream()
                        .flatMap(skill -> ForeignNames.instant(JsonTree.text(skill.path("updateDate"))).stream())
                        .max(Instant::compareTo)
                        .orElse(request.asOf()));
        Map<String, Extensions.Value> extensions = new LinkedHashMap<>();
        keep(collection, extensions, Set.of("skills", "name", "uuid", "id", "description"));
        return CFDocument.builder(
                        identifier,
                        ForeignNames.isUri(id) && id != null ? id : "urn:uuid:" + identifier,
                        author != null
                                ? author
                                : creator != null
                                        ? creator
                                        : request.creator() != null
                                                ? request.creator()
                                                : skillCreator != null ? skillCreator : "Unknown",
                        name != null ? name : request.title() != null ? request.title() : title(),
                        changed)
                .description(JsonTree.text(collection.path("description")))
                .statusStartDate(ForeignNames.date(JsonTree.text(collection.path("publishDate"))))
                .statusEndDate(ForeignNames.date(JsonTree.text(collection.path("archiveDate"))))
                .adoptionStatus(status(JsonTree.text(collection.path("status"))))
                .extensions(new Extensions(extensions))
                .build();
    }

    private static @Nullable String status(@Nullable String status) {
        return status == null
                ? null
                : switch (status.toLowerCase(java.util.Locale.ROOT)) {
                    case "published", "unarchived" -> "Implemented";
                    case "archived", "deleted" -> "Retired";
                    default -> "Draft";
                };
    }

    /** The one collection that all skills are in. */
    private static @Nullable JsonNode common(List<JsonNode> skills) {
        if (skills.isEmpty()) {
            return null;
        }
        JsonNode first = skills.getFirst().path("collections").path(0);
        String uuid = first.path("uuid").asString("");
        return !uuid.isEmpty()
                        && skills.stream()
                                .allMatch(skill -> JsonTree.list(skill.path("collections")).stream()
                                        .anyMatch(one ->
                                                one.path("uuid").asString("").equals(uuid)))
                ? first
                : null;
    }

    private String title() {
        String name = request.sourceName();
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name.isEmpty() ? "Skills" : name;
    }

    private static void keep(JsonNode node, Map<String, Extensions.Value> extensions, Set<String> without) {
        node.properties().forEach(one -> {
            if (!without.contains(one.getKey()) && !one.getValue().isNull()) {
                extensions.put(PREFIX + one.getKey(), JsonTree.extension(PREFIX + one.getKey(), one.getValue()));
            }
        });
    }

    private void item(ObjectNode skill, String at, CFDocument document) {
        @Nullable String statement = JsonTree.text(skill.path("skillStatement"));
        @Nullable String name = JsonTree.text(skill.path("skillName"));
        if (statement == null) {
            if (name == null) {
                findings.warning("missing-property", at, "The skill has neither a statement nor a name; left it out.");
                return;
            }
            findings.repair("missing-property", at + "/skillStatement", "The skill has no statement; took its name.");
            statement = name;
        }
        @Nullable String uuid = JsonTree.text(skill.path("uuid"));
        @Nullable String id = JsonTree.text(skill.path("id"));
        String called = uuid != null ? uuid : id != null ? id : document.identifier() + " " + name + " " + statement;
        UUID identifier = ForeignNames.of(called);
        Map<String, Extensions.Value> extensions = new LinkedHashMap<>();
        keep(skill, extensions, MAPPED);
        keepUnlessTexts(skill, extensions);
        if ((uuid != null || id != null) && ForeignNames.accepted(called).isEmpty()) {
            findings.repair(
                    "invalid-identifier",
                    at,
                    "CASE accepts no identifier \"" + called
                            + "\"; derived one from it and kept the original in the extension "
                            + ForeignNames.ORIGINAL_IDENTIFIER + ".");
            extensions.put(ForeignNames.ORIGINAL_IDENTIFIER, new Extensions.Text(called));
        }
        Optional<UUID> own = identifier(identifier, skill, at, statement, document);
        if (own.isEmpty()) {
            return;
        }
        identifier = own.get();
        boolean address = ForeignNames.isUri(id);
        if (id != null && !address) {
            extensions.put(PREFIX + "id", new Extensions.Text(id));
        }
        Instant changed =
                ForeignNames.instant(JsonTree.text(skill.path("updateDate"))).orElse(document.lastChangeDateTime());
        CFItem item = CFItem.builder(
                        identifier, address && id != null ? id : "urn:uuid:" + identifier, statement, changed)
                .abbreviatedStatement(name)
                .CFItemType("Skill")
                .conceptKeywords(texts(skill.path("keywords")))
                .subject(skill.has("categories") ? texts(skill.path("categories")) : divided(skill.path("category")))
                .statusStartDate(ForeignNames.date(JsonTree.text(skill.path("publishDate"))))
                .statusEndDate(ForeignNames.date(JsonTree.text(skill.path("archiveDate"))))
                .extensions(new Extensions(extensions))
                .build();
        items.add(item);
        itemPointers.add(at);
        link(item, AssociationType.IS_CHILD_OF, LinkGenURI.to(document), items.size(), at);
        for (String property : List.of("alignments", "standards")) {
            List<JsonNode> ends = JsonTree.list(skill.path(property));
            for (int i = 0; i < ends.size(); i++) {
                JsonNode one = ends.get(i);
                @Nullable String target = JsonTree.text(one.path("id"));
                if (target != null && ForeignNames.isUri(target)) {
                    @Nullable
                    String title = JsonTree.text(one.has("skillName") ? one.path("skillName") : one.path("name"));
                    String end =
                            ForeignNames.accepted(target).map(UUID::toString).orElse(target);
                    link(
                            item,
                            AssociationType.IS_RELATED_TO,
                            new LinkGenURI(title == null ? target : title, end, target, null),
                            null,
                            at + "/" + property + (skill.path(property).isArray() ? "/" + i : ""));
                }
            }
        }
    }

    /** The identifier that a skill has; a second, different one of the same gets one derived from both, an equal one none. */
    private Optional<UUID> identifier(UUID wanted, ObjectNode skill, String at, String statement, CFDocument document) {
        boolean ofDocument = wanted.equals(document.identifier());
        @Nullable JsonNode first = seen.get(wanted);
        UUID identifier = wanted;
        if (first != null || ofDocument) {
            identifier = ForeignNames.derived(wanted + "\n" + JsonTree.sorted(skill));
            if (skill.equals(first) || seen.containsKey(identifier)) {
                findings.repair(
                        "exact-duplicate",
                        at,
                        "The same as "
                                + seenAt.getOrDefault(skill.equals(first) ? wanted : identifier, "an earlier one")
                                + "; left it out.");
                return Optional.empty();
            }
            findings.repair(
                    "shared-identifier",
                    at,
                    "Found " + wanted + ", which "
                            + (ofDocument ? "the framework itself" : seenAt.getOrDefault(wanted, "an earlier one"))
                            + " has already; " + CellText.quoted(statement) + " is now " + identifier + ".");
        }
        seen.put(identifier, skill);
        seenAt.put(identifier, at);
        return Optional.of(identifier);
    }

    /** The categories of the tool's second interface, which writes them into one text. */
    private static List<String> divided(JsonNode value) {
        return texts(value).stream()
                .flatMap(text -> Arrays.stream(text.split(";")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Keeps lists whose elements are more than texts. */
    private static void keepUnlessTexts(ObjectNode skill, Map<String, Extensions.Value> extensions) {
        for (String name : List.of("keywords", "categories")) {
            if (texts(skill.path(name)).size()
                    != JsonTree.list(skill.path(name)).size()) {
                extensions.put(
                        PREFIX + name, new Extensions.Json(skill.path(name).toString()));
            }
        }
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : JsonTree.list(value)) {
            @Nullable String text = JsonTree.text(one);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private void link(CFItem item, AssociationType type, LinkGenURI end, @Nullable Integer number, String at) {
        UUID identifier = CaseIds.v5(item.identifier(), type.wire() + " " + end.uri());
        if (associations.size() > CtdlTree.MAX_LINKS || !there.add(identifier)) {
            return;
        }
        associations.add(CFAssociation.builder(
                        identifier, "urn:uuid:" + identifier, type, LinkGenURI.to(item), end, item.lastChangeDateTime())
                .sequenceNumber(number)
                .build());
        associationPointers.add(at);
    }
}
