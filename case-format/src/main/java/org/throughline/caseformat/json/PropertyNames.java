package org.throughline.caseformat.json;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The names that CASE's properties have today, and those by which they are found in files that say them otherwise. */
final class PropertyNames {

    /**
     * Names from before the standard, from the Achievement Standards Network it grew out of, and from other systems' own models, for today's
     * names.
     */
    private static final Map<String, List<String>> OLD_NAMES = Map.ofEntries(
            Map.entry("CFDocument", List.of("lsDoc", "document")),
            Map.entry("CFItems", List.of("lsItems", "items")),
            Map.entry("CFAssociations", List.of("lsAssociations", "associations")),
            Map.entry("CFDefinitions", List.of("lsDefinitions", "CFDefinition", "definitions")),
            Map.entry("CFConcepts", List.of("concepts")),
            Map.entry("CFSubjects", List.of("subjects")),
            Map.entry("CFItemTypes", List.of("itemTypes")),
            Map.entry("CFRubrics", List.of("rubrics")),
            Map.entry("CFRubricCriteria", List.of("CFRubricCriterions", "criteria")),
            Map.entry("CFRubricCriterionLevels", List.of("CFRubricLevels", "levels")),
            Map.entry(
                    "CFAssociationGroupings",
                    List.of("CFAssociationGroups", "associationGroupings", "associationGroups")),
            Map.entry("CFLicenses", List.of("CFLicences", "licenses", "licences")),
            Map.entry("identifier", List.of("sourcedId", "guid", "uuid", "id")),
            Map.entry("uri", List.of("nodeURI", "url")),
            Map.entry("title", List.of("name")),
            Map.entry("lastChangeDateTime", List.of("lastChangeDate", "dateLastModified", "lastModified", "updatedAt")),
            Map.entry("officialSourceURL", List.of("officialUri", "officialSourceURI", "sourceURL")),
            Map.entry("adoptionStatus", List.of("publicationStatus", "status")),
            Map.entry("statusStartDate", List.of("statusStart", "adoptionStatusStartDate")),
            Map.entry("statusEndDate", List.of("statusEnd", "adoptionStatusEndDate")),
            Map.entry("subject", List.of("subjects")),
            Map.entry("notes", List.of("note", "comment")),
            Map.entry("language", List.of("inLanguage", "lang")),
            Map.entry("fullStatement", List.of("statement", "competencyText")),
            Map.entry("abbreviatedStatement", List.of("abbreviation", "shortStatement")),
            Map.entry("humanCodingScheme", List.of("statementNotation", "codedNotation")),
            Map.entry("listEnumeration", List.of("listEnumInSource", "listID")),
            Map.entry("conceptKeywords", List.of("conceptTerm", "conceptKeyword")),
            Map.entry("CFItemType", List.of("itemType", "statementLabel")),
            Map.entry("CFItemTypeURI", List.of("itemTypeURI", "CFItemTypeIdentifier", "itemTypeIdentifier")),
            Map.entry("educationLevel", List.of("educationalAlignment", "educationLevels", "gradeLevel")),
            Map.entry("licenseURI", List.of("licenceURI", "license", "licence")),
            Map.entry("licenseText", List.of("licenceText")),
            Map.entry("sequenceNumber", List.of("sequence", "sequenceNum")),
            Map.entry("associationType", List.of("relationshipType", "type")),
            Map.entry("originNodeURI", List.of("originNode")),
            Map.entry("destinationNodeURI", List.of("destinationNode", "targetNodeURI")),
            Map.entry("originNodeIdentifier", List.of("originNodeId")),
            Map.entry("destinationNodeIdentifier", List.of("destinationNodeId", "targetNodeIdentifier")),
            Map.entry(
                    "CFAssociationGroupingURI",
                    List.of(
                            "CFAssociationGroupURI",
                            "CFAssociationGroupIdentifier",
                            "CFAssociationGroupingIdentifier")));

    /** The standard's own names of plain properties; a name among these is never another spelling of another. */
    private static final Set<String> TODAYS_NAMES = Set.of(
            "identifier",
            "uri",
            "title",
            "creator",
            "lastChangeDateTime",
            "frameworkType",
            "caseVersion",
            "officialSourceURL",
            "publisher",
            "description",
            "subject",
            "subjectURI",
            "language",
            "version",
            "adoptionStatus",
            "statusStartDate",
            "statusEndDate",
            "licenseURI",
            "notes",
            "extensions",
            "CFPackageURI",
            "CFDocumentURI",
            "fullStatement",
            "alternativeLabel",
            "CFItemType",
            "CFItemTypeURI",
            "humanCodingScheme",
            "listEnumeration",
            "abbreviatedStatement",
            "conceptKeywords",
            "conceptKeywordsURI",
            "educationLevel",
            "associationType",
            "sequenceNumber",
            "originNodeURI",
            "destinationNodeURI",
            "CFAssociationGroupingURI",
            "targetType",
            "hierarchyCode",
            "keywords",
            "typeCode",
            "licenseText",
            "category",
            "weight",
            "position",
            "rubricId",
            "CFItemURI",
            "quality",
            "score",
            "feedback",
            "rubricCriterionId");

    private PropertyNames() {}

    /** Whether all of these are the standard's own, so that none needs to be looked for under another. */
    static boolean areTodays(Collection<String> names) {
        return TODAYS_NAMES.containsAll(names);
    }

    /** Under which name the object has the property of this name: in any case and with dashes between its words, or an old one. */
    static @Nullable String keyOf(ObjectNode object, String name) {
        if (object.has(name)) {
            return name;
        }
        @Nullable String spelled = spelled(object, name);
        if (spelled != null) {
            return spelled;
        }
        List<String> oldNames = OLD_NAMES.getOrDefault(name, List.of());
        for (String oldName : oldNames) {
            if (object.has(oldName)) {
                return oldName;
            }
        }
        for (String oldName : oldNames) {
            @Nullable String oldSpelled = spelled(object, oldName);
            if (oldSpelled != null) {
                return oldSpelled;
            }
        }
        return null;
    }

    /** The property whose name is this one in other letters; one of the standard's own names is never another's. */
    private static @Nullable String spelled(ObjectNode object, String name) {
        for (String key : object.propertyNames()) {
            if (key.length() >= name.length()
                    && (key.length() == name.length() ? key : key.replaceAll("[-_ ]", "")).equalsIgnoreCase(name)
                    && !TODAYS_NAMES.contains(key)) {
                return key;
            }
        }
        return null;
    }
}
