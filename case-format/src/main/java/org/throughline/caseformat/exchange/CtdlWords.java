package org.throughline.caseformat.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.caseformat.model.AssociationType;

/**
 * The words in which CTDL-ASN speaks of a tree: of competencies in a framework, or of concepts in a scheme, which is how it has levels
 * of progression and vocabularies. Directions are those of the terms' definitions.
 *
 * @see <a href="https://credreg.net/ctdlasn/terms">CTDL-ASN terms</a>
 * @see <a href="https://www.w3.org/TR/skos-reference/">SKOS</a>
 */
enum CtdlWords {
    COMPETENCIES(
            "ceasn:CompetencyFramework",
            Set.of("ceasn:CompetencyFramework", "asn:StandardDocument", "ceterms:Collection"),
            "ceasn:Competency",
            Set.of("ceasn:Competency", "asn:Statement"),
            "ceasn:competencyText",
            "ceasn:competencyLabel",
            "ceasn:codedNotation",
            "ceasn:comment",
            "ceasn:hasTopChild",
            "ceasn:isTopChildOf",
            "ceasn:hasChild",
            "ceasn:isChildOf",
            "ceasn:isPartOf"),
    CONCEPTS(
            "skos:ConceptScheme",
            Set.of("skos:ConceptScheme", "asn:ProgressionModel"),
            "skos:Concept",
            Set.of("skos:Concept", "asn:ProgressionLevel"),
            "skos:definition",
            "skos:prefLabel",
            "skos:notation",
            "skos:note",
            "skos:hasTopConcept",
            "skos:topConceptOf",
            "skos:narrower",
            "skos:broader",
            "skos:inScheme");

    /**
     * What a link between two nodes is in CASE.
     *
     * @param fromHere whether the node that says it is the origin of the association
     */
    record Meaning(AssociationType type, boolean fromHere) {}

    final String frameworkType;
    final Set<String> frameworkTypes;
    final String itemType;
    final Set<String> itemTypes;
    final String text;
    final String label;
    final String code;
    final String note;
    final String topChildren;
    final String topOf;
    final String children;
    final String parent;
    final String whole;
    private final Map<String, Meaning> links = new LinkedHashMap<>();

    CtdlWords(
            String frameworkType,
            Set<String> frameworkTypes,
            String itemType,
            Set<String> itemTypes,
            String text,
            String label,
            String code,
            String note,
            String topChildren,
            String topOf,
            String children,
            String parent,
            String whole) {
        this.frameworkType = frameworkType;
        this.frameworkTypes = frameworkTypes;
        this.itemType = itemType;
        this.itemTypes = itemTypes;
        this.text = text;
        this.label = label;
        this.code = code;
        this.note = note;
        this.topChildren = topChildren;
        this.topOf = topOf;
        this.children = children;
        this.parent = parent;
        this.whole = whole;
    }

    static {
        Map<String, Meaning> skos = CONCEPTS.links;
        skos.put("skos:exactMatch", new Meaning(AssociationType.EXACT_MATCH_OF, true));
        skos.put("skos:broadMatch", new Meaning(AssociationType.IS_PART_OF, true));
        skos.put("skos:narrowMatch", new Meaning(AssociationType.IS_PART_OF, false));
        skos.put("skos:related", new Meaning(AssociationType.IS_RELATED_TO, true));
        skos.put("skos:relatedMatch", own("relatedMatch"));
        skos.put("skos:closeMatch", own("closeMatch"));
        skos.put("ceterms:precedes", new Meaning(AssociationType.PRECEDES, true));
        skos.put("ceterms:precededBy", new Meaning(AssociationType.PRECEDES, false));
        skos.put("meta:supersededBy", new Meaning(AssociationType.REPLACED_BY, true));
        skos.put("ceterms:supersededBy", new Meaning(AssociationType.REPLACED_BY, true));
        Map<String, Meaning> ceasn = COMPETENCIES.links;
        ceasn.put("ceasn:exactAlignment", new Meaning(AssociationType.EXACT_MATCH_OF, true));
        // "the referenced competency covers all of this competency and more": this one is a part of it
        ceasn.put("ceasn:broadAlignment", new Meaning(AssociationType.IS_PART_OF, true));
        ceasn.put("ceasn:narrowAlignment", new Meaning(AssociationType.IS_PART_OF, false));
        ceasn.put("ceasn:alignTo", new Meaning(AssociationType.IS_RELATED_TO, true));
        ceasn.put("ceasn:alignFrom", new Meaning(AssociationType.IS_RELATED_TO, false));
        ceasn.put("ceasn:majorAlignment", own("majorAlignment"));
        ceasn.put("ceasn:minorAlignment", own("minorAlignment"));
        // "the referenced resource is a prerequisite to this resource", as the definition reads since its correction of
        // 2019; data that
        // follows the words before it says the opposite, and nothing in it tells
        ceasn.put("ceasn:prerequisiteAlignment", new Meaning(AssociationType.PRECEDES, false));
        ceasn.put("asn:hasProgressionLevel", new Meaning(AssociationType.HAS_SKILL_LEVEL, true));
        ceasn.put("ceterms:supersededBy", new Meaning(AssociationType.REPLACED_BY, true));
        ceasn.put("ceterms:supersedes", new Meaning(AssociationType.REPLACED_BY, false));
        ceasn.put("ceasn:derivedFrom", own("derivedFrom"));
        ceasn.put("ceasn:isVersionOf", own("isVersionOf"));
        ceasn.put("ceasn:comprisedOf", own("comprisedOf"));
        ceasn.put("ceasn:crossSubjectReference", own("crossSubjectReference"));
    }

    private static Meaning own(String name) {
        return new Meaning(new AssociationType.Extension("ext:" + name), true);
    }

    /** The properties that link to another node, with what they mean. */
    Map<String, Meaning> links() {
        return links;
    }

    /** The property that says this type, on the side where {@code fromHere}. */
    Optional<String> link(AssociationType type, boolean fromHere) {
        return links.entrySet().stream()
                .filter(entry -> entry.getValue().equals(new Meaning(type, fromHere)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The property for a link of a type that none says. */
    String anyLink() {
        return this == COMPETENCIES ? "ceasn:alignTo" : "skos:relatedMatch";
    }

    /** Every property that says where a node stands; they become associations. */
    List<String> places() {
        return List.of(topOf, children, parent, whole, "ceasn:isMemberOf", "ceterms:isMemberOf");
    }
}
