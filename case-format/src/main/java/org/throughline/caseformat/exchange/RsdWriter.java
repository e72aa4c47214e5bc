package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the items of a framework as a list of Rich Skill Descriptors of the Open Skills Network, in the order of the tree. */
public final class RsdWriter {

    private static final String CONTEXT = "https://rsd.openskillsnetwork.org/context-v1.json";

    private RsdWriter() {}

    /** The list, or the collection where the framework came as one (UTF-8). */
    public static byte[] write(CFPackage pkg) {
        boolean collection = pkg.document().extensions().values().keySet().stream()
                .anyMatch(name -> name.startsWith(RsdReader.PREFIX));
        return JsonTree.JSON.writeValueAsBytes(collection ? collection(pkg) : skills(pkg));
    }

    private static ObjectNode collection(CFPackage pkg) {
        CFDocument document = pkg.document();
        ObjectNode collection = JsonTree.JSON.createObjectNode();
        collection.put("@context", CONTEXT).put("type", "RichSkillCollection");
        collection.put("id", document.uri());
        collection.put(
                "uuid",
                document.extensions()
                        .text(ForeignNames.ORIGINAL_IDENTIFIER)
                        .orElse(document.identifier().toString()));
        collection.put("name", document.title());
        collection.put("description", document.description());
        document.extensions().values().forEach((name, value) -> {
            if (name.startsWith(RsdReader.PREFIX)) {
                CtdlValues.json(value)
                        .ifPresent(found -> collection.set(name.substring(RsdReader.PREFIX.length()), found));
            }
        });
        dated(collection, "updateDate", document.lastChangeDateTime());
        dated(collection, "publishDate", document.statusStartDate());
        dated(collection, "archiveDate", document.statusEndDate());
        collection.set("skills", skills(pkg));
        return collection;
    }

    /** Sets a date where what was kept says another than CASE now. */
    private static void dated(ObjectNode node, String name, Instant now) {
        if (!ForeignNames.instant(JsonTree.text(node.path(name)))
                .filter(now::equals)
                .isPresent()) {
            node.put(name, now.toString());
        }
    }

    private static void dated(ObjectNode node, String name, @Nullable LocalDate now) {
        @Nullable LocalDate kept = ForeignNames.date(JsonTree.text(node.path(name)));
        if (now == null) {
            node.putNull(name);
        } else if (now != null && !now.equals(kept)) {
            node.put(name, now + "T00:00:00Z");
        }
    }

    static ArrayNode skills(CFPackage pkg) {
        ArrayNode skills = JsonTree.JSON.createArrayNode();
        Map<String, List<CFAssociation>> links = new HashMap<>();
        for (CFAssociation one : pkg.associations()) {
            if (one.associationType() != AssociationType.IS_CHILD_OF) {
                links.computeIfAbsent(one.originNodeURI().identifier(), any -> new java.util.ArrayList<>())
                        .add(one);
            }
        }
        FrameworkTree.of(pkg).rows().stream()
                .filter(row -> !row.repeated())
                .forEach(row -> skills.add(skill(
                        row.item(),
                        pkg.document(),
                        links.getOrDefault(row.item().identifier().toString(), List.of()))));
        return skills;
    }

    private static ObjectNode skill(CFItem item, CFDocument document, List<CFAssociation> links) {
        ObjectNode skill = JsonTree.JSON.createObjectNode();
        skill.put("@context", CONTEXT).put("type", "RichSkillDescriptor");
        skill.put("id", item.extensions().text(RsdReader.PREFIX + "id").orElse(item.uri()));
        skill.put(
                "uuid",
                item.extensions()
                        .text(ForeignNames.ORIGINAL_IDENTIFIER)
                        .orElse(item.identifier().toString()));
        skill.put("creator", document.creator());
        skill.putArray("authors").add(document.creator());
        skill.put("creationDate", item.lastChangeDateTime().toString());
        skill.put("updateDate", item.lastChangeDateTime().toString());
        skill.put("skillName", item.abbreviatedStatement() == null ? item.label() : item.abbreviatedStatement());
        skill.put("skillStatement", item.fullStatement());
        ArrayNode keywords = skill.putArray("keywords");
        item.conceptKeywords().forEach(keywords::add);
        ArrayNode categories = skill.putArray("categories");
        item.subject().forEach(categories::add);
        List.of("certifications", "standards", "alignments", "occupations", "employers")
                .forEach(skill::putArray);
        skill.putArray("collections")
                .addObject()
                .put("uuid", document.identifier().toString())
                .put("name", document.title());
        item.extensions().values().forEach((name, value) -> {
            if (name.startsWith(RsdReader.PREFIX)) {
                CtdlValues.json(value).ifPresent(found -> skill.set(name.substring(RsdReader.PREFIX.length()), found));
            }
        });
        dated(skill, "updateDate", item.lastChangeDateTime());
        dated(skill, "publishDate", item.statusStartDate());
        dated(skill, "archiveDate", item.statusEndDate());
        alignments(skill, links);
        return skill;
    }

    /** Alignments that were made in CASE, beside those that the skill said already. */
    private static void alignments(ObjectNode skill, List<CFAssociation> links) {
        Set<String> said = new HashSet<>();
        for (String property : List.of("alignments", "standards")) {
            JsonTree.list(skill.path(property))
                    .forEach(one -> said.add(one.path("id").asString("")));
        }
        ArrayNode alignments =
                skill.path("alignments") instanceof ArrayNode there ? there : skill.putArray("alignments");
        for (CFAssociation one : links) {
            if (said.add(one.destinationNodeURI().uri())) {
                alignments
                        .addObject()
                        .put("id", one.destinationNodeURI().uri())
                        .put("skillName", one.destinationNodeURI().title());
            }
        }
    }

    /** What this framework says that an RSD has no place for: a warning {@code not-in-rsd} for each kind. */
    public static List<Finding> losses(CFPackage pkg) {
        Losses losses = new Losses("not-in-rsd", "An RSD");
        losses.ofPackage(pkg, RsdReader.PREFIX);
        CFDocument document = pkg.document();
        losses.found("CFDocument.description", document.description());
        losses.found("CFDocument.publisher", document.publisher());
        losses.found("CFDocument.version", document.version());
        losses.found("CFDocument.language", document.language());
        losses.found("CFDocument.adoptionStatus", document.adoptionStatus());
        losses.found("CFDocument.licenseURI", document.licenseURI());
        losses.found("CFDocument.notes", document.notes());
        losses.found("CFDocument.officialSourceURL", document.officialSourceURL());
        losses.extensions("CFDocument.extensions", document.extensions(), RsdReader.PREFIX);
        for (CFItem item : pkg.items()) {
            losses.found("CFItem.humanCodingScheme", item.humanCodingScheme());
            @Nullable String type = item.CFItemType();
            losses.found("CFItem.CFItemType", "Skill".equals(type) ? null : type);
            losses.found("CFItem.notes", item.notes());
            losses.found("CFItem.listEnumeration", item.listEnumeration());
            losses.found("CFItem.alternativeLabel", item.alternativeLabel());
            losses.found("CFItem.language", item.language());
            losses.found("CFItem.educationLevel", item.educationLevel());
            losses.found("CFItem.licenseURI", item.licenseURI());
            losses.extensions("CFItem.extensions", item.extensions(), RsdReader.PREFIX);
        }
        String top = document.identifier().toString();
        for (CFAssociation one : pkg.associations()) {
            if (one.associationType() == AssociationType.IS_CHILD_OF) {
                losses.found(
                        "the tree (isChildOf another item)",
                        one.destinationNodeURI().identifier().equals(top)
                                ? null
                                : one.originNodeURI().title());
            } else if (one.associationType() != AssociationType.IS_RELATED_TO) {
                losses.found(
                        "the association type " + one.associationType().wire() + " (written as an alignment)",
                        one.destinationNodeURI().title());
            }
            losses.found("CFAssociation.notes", one.notes());
        }
        return losses.all();
    }
}
