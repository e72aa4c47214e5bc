package org.throughline.caseformat.exchange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** Writes the items of a framework as a list of Rich Skill Descriptors of the Open Skills Network, in the order of the tree. */
public final class RsdWriter {

    private static final String CONTEXT = "https://rsd.openskillsnetwork.org/context-v1.json";

    private RsdWriter() {}

    /** The list (UTF-8). */
    public static byte[] write(CFPackage pkg) {
        return JsonTree.JSON.writeValueAsBytes(skills(pkg));
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
        if (item.statusStartDate() != null) {
            skill.put("publishDate", item.statusStartDate() + "T00:00:00Z");
        }
        if (item.statusEndDate() != null) {
            skill.put("archiveDate", item.statusEndDate() + "T00:00:00Z");
        }
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
                json(value).ifPresent(found -> skill.set(name.substring(RsdReader.PREFIX.length()), found));
            }
        });
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
        losses.extensions("CFDocument.extensions", document.extensions(), "");
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
