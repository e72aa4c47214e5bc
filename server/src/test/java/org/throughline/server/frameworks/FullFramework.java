package org.throughline.server.frameworks;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A CASE 1.1 package that has every property of every class, with identifiers of its own in every test. */
public final class FullFramework {
    private static final Pattern NAME = Pattern.compile("\\{([a-z.0-9]+)}");
    private static final String EXTENSIONS =
            "\"extensions\": {\"throughline:note\": \"kept\", \"deep\": {\"a\": [1, 2]}}";

    private final Map<String, UUID> ids = new LinkedHashMap<>();
    private final String base = "https://case.example.org/" + UUID.randomUUID() + "/";

    /** The identifier of what this package calls so. */
    public UUID id(String name) {
        return ids.computeIfAbsent(name, _ -> UUID.randomUUID());
    }

    /** Where each kind of object is read, below the version. */
    public List<String> paths() {
        return List.of(
                "CFDocuments/" + id("document"),
                "CFPackages/" + id("document"),
                "CFItems/" + id("item"),
                "CFItemAssociations/" + id("item.1"),
                "CFAssociations/" + id("translation"),
                "CFAssociationGroupings/" + id("grouping"),
                "CFConcepts/" + id("concept"),
                "CFItemTypes/" + id("type"),
                "CFSubjects/" + id("subject"),
                "CFLicenses/" + id("license"),
                "CFRubrics/" + id("rubric"));
    }

    private String link(String title, String name) {
        return "{\"title\": \"%s\", \"identifier\": \"{%s}\", \"uri\": \"%s{%s}\"}".formatted(title, name, base, name);
    }

    private String node(String title, String name) {
        return "{\"title\": \"%s\", \"identifier\": \"{%s}\", \"uri\": \"%s{%s}\", \"targetType\": \"CASE\"}"
                .formatted(title, name, base, name);
    }

    private String object(String name, String rest) {
        return """
            {"identifier": "{%1$s}", "uri": "%2$s{%1$s}", %3$s, "lastChangeDateTime": "2026-02-03T04:05:06Z", %4$s}\
            """.formatted(name, base, rest, EXTENSIONS);
    }

    private String item(String name, String code) {
        return object(name, """
            "fullStatement": "Statement %1$s", "alternativeLabel": "Label", "CFItemType": "Skill", "humanCodingScheme": "%1$s",
            "listEnumeration": "1", "abbreviatedStatement": "Short", "conceptKeywords": ["wind", "water"],
            "conceptKeywordsURI": %2$s, "notes": "Notes", "subject": ["Energy"], "subjectURI": [%3$s], "language": "en",
            "educationLevel": ["11", "12"], "CFItemTypeURI": %4$s, "licenseURI": %5$s, "statusStartDate": "2026-01-01",
            "statusEndDate": "2027-01-01"\
            """.formatted(
                        code,
                        link("Wind", "concept"),
                        link("Energy", "subject"),
                        link("Skill", "type"),
                        link("Open", "license")));
    }

    private String association(String name, String type, String from, String to, int number) {
        return object(name, """
            "associationType": "%s", "sequenceNumber": %d, "originNodeURI": %s, "destinationNodeURI": %s,
            "CFAssociationGroupingURI": %s, "notes": "Why"\
            """.formatted(type, number, node("From", from), node("To", to), link("Group", "grouping")));
    }

    public byte[] json() {
        String written = """
            {"CFDocument": %s, "CFItems": [%s, %s], "CFAssociations": [%s, %s, %s],
             "CFDefinitions": {"CFConcepts": [%s, %s, %s], "CFSubjects": [%s, %s], "CFLicenses": [%s], "CFItemTypes": [%s, %s],
               "CFAssociationGroupings": [%s], %s},
             "CFRubrics": [%s], %s}
            """.formatted(
                        object("document", """
                    "frameworkType": "CourseCodes", "caseVersion": "1.1", "creator": "Creator", "title": "Everything",
                    "officialSourceURL": "https://example.org/source", "publisher": "Publisher", "description": "Described",
                    "subject": ["Energy", "Science"], "subjectURI": [%s], "language": "en", "version": "2",
                    "adoptionStatus": "Implemented", "statusStartDate": "2026-01-01", "statusEndDate": "2030-01-01",
                    "licenseURI": %s, "notes": "Notes"\
                    """.formatted(link("Energy", "subject"), link("Open", "license"))),
                        item("item", "A"),
                        item("item.1", "A.1"),
                        association("top", "isChildOf", "item", "document", 1),
                        association("below", "isChildOf", "item.1", "item", 1),
                        association("translation", "isTranslationOf", "item.1", "item", 2),
                        object(
                                "concept",
                                "\"title\": \"Wind\", \"keywords\": \"air|force\", \"hierarchyCode\": \"1\", \"description\": \"D\""),
                        object(
                                "concept.1",
                                "\"title\": \"Gust\", \"keywords\": \"k\", \"hierarchyCode\": \"1.1\", \"description\": \"D\""),
                        object(
                                "concept.10",
                                "\"title\": \"Sea\", \"keywords\": \"k\", \"hierarchyCode\": \"10\", \"description\": \"D\""),
                        object("subject", "\"title\": \"Energy\", \"hierarchyCode\": \"E\", \"description\": \"D\""),
                        object("subject.1", "\"title\": \"Grid\", \"hierarchyCode\": \"E.1\", \"description\": \"D\""),
                        object("license", "\"title\": \"Open\", \"description\": \"D\", \"licenseText\": \"Take it\""),
                        object(
                                "type",
                                "\"title\": \"Skill\", \"description\": \"D\", \"hierarchyCode\": \"1\", \"typeCode\": \"S\""),
                        object(
                                "type.1",
                                "\"title\": \"Task\", \"description\": \"D\", \"hierarchyCode\": \"1.1\", \"typeCode\": \"T\""),
                        object("grouping", "\"title\": \"Group\", \"description\": \"D\""),
                        EXTENSIONS,
                        object(
                                "rubric",
                                "\"title\": \"Rubric\", \"description\": \"D\", \"CFRubricCriteria\": [%s]"
                                        .formatted(object("criterion", """
                            "category": "C", "description": "D", "CFItemURI": %s, "weight": 0.5, "position": 1, "rubricId": "{rubric}",
                            "CFRubricCriterionLevels": [{"identifier": "{level}", "uri": "%s{level}", "description": "D",
                              "quality": "Good", "score": 3.5, "feedback": "F", "position": 1, "rubricCriterionId": "{criterion}",
                              "lastChangeDateTime": "2026-02-03T04:05:06Z"}]\
                            """.formatted(link("A", "item"), base)))),
                        EXTENSIONS);
        return named(written).getBytes(StandardCharsets.UTF_8);
    }

    /** Puts the identifiers in the places of their names. */
    private String named(String written) {
        Matcher names = NAME.matcher(written);
        return names.replaceAll(name -> id(name.group(1)).toString());
    }
}
