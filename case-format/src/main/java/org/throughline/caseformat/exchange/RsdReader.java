package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.util.ArrayList;
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
import org.throughline.caseformat.check.PackageCheck;
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

    private final Findings findings = new Findings();
    private final SheetRequest request;
    private final List<CFItem> items = new ArrayList<>();
    private final List<String> itemPointers = new ArrayList<>();
    private final List<CFAssociation> associations = new ArrayList<>();
    private final List<String> associationPointers = new ArrayList<>();
    private final Set<UUID> there = new HashSet<>();

    private RsdReader(SheetRequest request) {
        this.request = request;
    }

    /** Reads JSON. */
    public static ReadOutcome read(byte[] json, SheetRequest request) {
        RsdReader reader = new RsdReader(request);
        Optional<JsonNode> root = JsonTree.of(json, reader.findings);
        return root.isEmpty() ? new ReadOutcome.Refused(reader.findings.all()) : reader.whole(root.get());
    }

    /** Reads what is a tree already. */
    static ReadOutcome read(JsonNode root, SheetRequest request) {
        return new RsdReader(request).whole(root);
    }

    /** Whether a document looks like RSDs. */
    static boolean looksLike(JsonNode root) {
        JsonNode first = root.isArray() ? root.path(0) : root;
        return first.has("skillStatement") || first.has("skillName") || first.has("skills") && first.has("name");
    }

    private ReadOutcome whole(JsonNode root) {
        boolean collection = root.path("skills").isArray();
        List<JsonNode> skills = JsonTree.list(collection ? root.path("skills") : root);
        if (skills.size() > MAX_SKILLS) {
            findings.error("too-large", "", "Found " + skills.size() + " skills; the limit is " + MAX_SKILLS + ".");
            return new ReadOutcome.Refused(findings.all());
        }
        if (skills.isEmpty() || !looksLike(root)) {
            findings.error("not-case", "", "Expected Rich Skill Descriptors, found none.");
            return new ReadOutcome.Refused(findings.all());
        }
        CFDocument document = document(collection ? root : JsonTree.JSON.createObjectNode(), skills);
        for (int i = 0; i < skills.size(); i++) {
            String at = (collection ? "/skills" : "") + (root.isArray() || collection ? "/" + i : "");
            if (skills.get(i) instanceof ObjectNode skill) {
                item(skill, at, document);
            } else {
                findings.warning("not-an-object", at, "Expected a skill, found another value; left it out.");
            }
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

    private CFDocument document(JsonNode collection, List<JsonNode> skills) {
        @Nullable JsonNode common = collection.has("name") ? null : common(skills);
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
            if (!without.contains(one.getKey())) {
                extensions.put(
                        PREFIX + one.getKey(),
                        one.getValue().isString()
                                ? new Extensions.Text(
                                        JsonTree.clean(one.getValue().asString("")))
                                : new Extensions.Json(one.getValue().toString()));
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
        if ((uuid != null || id != null) && ForeignNames.accepted(called).isEmpty()) {
            findings.repair(
                    "invalid-identifier",
                    at,
                    "CASE accepts no identifier \"" + called
                            + "\"; derived one from it and kept the original in the extension "
                            + ForeignNames.ORIGINAL_IDENTIFIER + ".");
            extensions.put(ForeignNames.ORIGINAL_IDENTIFIER, new Extensions.Text(called));
        }
        if (!there.add(identifier)) {
            findings.repair(
                    "duplicate-identifier",
                    at,
                    "A skill with the identifier " + identifier + " was there already; left this one out.");
            return;
        }
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
                .subject(texts(skill.has("categories") ? skill.path("categories") : skill.path("category")))
                .statusStartDate(ForeignNames.date(JsonTree.text(skill.path("publishDate"))))
                .statusEndDate(ForeignNames.date(JsonTree.text(skill.path("archiveDate"))))
                .extensions(new Extensions(extensions))
                .build();
        items.add(item);
        itemPointers.add(at);
        link(item, AssociationType.IS_CHILD_OF, LinkGenURI.to(document), items.size(), at);
        for (String property : List.of("alignments", "standards")) {
            for (JsonNode one : JsonTree.list(skill.path(property))) {
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
                            at + "/" + property);
                }
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
        if (!there.add(identifier)) {
            return;
        }
        associations.add(CFAssociation.builder(
                        identifier, "urn:uuid:" + identifier, type, LinkGenURI.to(item), end, item.lastChangeDateTime())
                .sequenceNumber(number)
                .build());
        associationPointers.add(at);
    }
}
