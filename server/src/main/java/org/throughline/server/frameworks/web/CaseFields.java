package org.throughline.server.frameworks.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.caseformat.model.CaseVersion;

/** The properties of the objects of CASE, in both versions (information model of CASE 1.1, sections 5 and 6): what can be asked for, and what is described. */
final class CaseFields {
    /** What a property holds. */
    enum Type {
        TEXT,
        UUID,
        ADDRESS,
        DATE_TIME,
        DATE,
        INTEGER,
        NUMBER,
        TEXTS,
        LINK,
        LINKS,
        NODE,
        EXTENSIONS
    }

    /**
     * One property.
     *
     * @param since the first version that has it
     */
    record Field(String name, Type type, boolean required, CaseVersion since) {}

    /** The properties of a link (LinkURI). */
    static final Map<String, Type> LINK = Map.of("title", Type.TEXT, "identifier", Type.UUID, "uri", Type.ADDRESS);

    static final List<Field> DOCUMENT = List.of(
            must("identifier", Type.UUID),
            must("uri", Type.ADDRESS),
            late("frameworkType", Type.TEXT),
            late("caseVersion", Type.TEXT),
            must("creator", Type.TEXT),
            must("title", Type.TEXT),
            must("lastChangeDateTime", Type.DATE_TIME),
            may("officialSourceURL", Type.ADDRESS),
            may("publisher", Type.TEXT),
            may("description", Type.TEXT),
            may("subject", Type.TEXTS),
            may("subjectURI", Type.LINKS),
            may("language", Type.TEXT),
            may("version", Type.TEXT),
            may("adoptionStatus", Type.TEXT),
            may("statusStartDate", Type.DATE),
            may("statusEndDate", Type.DATE),
            may("licenseURI", Type.LINK),
            may("notes", Type.TEXT),
            must("CFPackageURI", Type.LINK),
            late("extensions", Type.EXTENSIONS));

    static final List<Field> ITEM = List.of(
            must("identifier", Type.UUID),
            must("uri", Type.ADDRESS),
            must("CFDocumentURI", Type.LINK),
            must("fullStatement", Type.TEXT),
            may("alternativeLabel", Type.TEXT),
            may("CFItemType", Type.TEXT),
            may("humanCodingScheme", Type.TEXT),
            may("listEnumeration", Type.TEXT),
            may("abbreviatedStatement", Type.TEXT),
            may("conceptKeywords", Type.TEXTS),
            may("conceptKeywordsURI", Type.LINK),
            may("notes", Type.TEXT),
            late("subject", Type.TEXTS),
            late("subjectURI", Type.LINKS),
            may("language", Type.TEXT),
            may("educationLevel", Type.TEXTS),
            may("CFItemTypeURI", Type.LINK),
            may("licenseURI", Type.LINK),
            may("statusStartDate", Type.DATE),
            may("statusEndDate", Type.DATE),
            must("lastChangeDateTime", Type.DATE_TIME),
            late("extensions", Type.EXTENSIONS));

    static final List<Field> ASSOCIATION = List.of(
            must("identifier", Type.UUID),
            must("uri", Type.ADDRESS),
            may("CFDocumentURI", Type.LINK),
            must("associationType", Type.TEXT),
            may("sequenceNumber", Type.INTEGER),
            must("originNodeURI", Type.NODE),
            must("destinationNodeURI", Type.NODE),
            may("CFAssociationGroupingURI", Type.LINK),
            must("lastChangeDateTime", Type.DATE_TIME),
            late("notes", Type.TEXT),
            late("extensions", Type.EXTENSIONS));

    static final Map<String, List<Field>> DEFINITIONS = definitions();

    private CaseFields() {}

    private static Map<String, List<Field>> definitions() {
        Map<String, List<Field>> all = new LinkedHashMap<>();
        all.put(
                "CFConcept",
                named(may("keywords", Type.TEXT), must("hierarchyCode", Type.TEXT), may("description", Type.TEXT)));
        all.put("CFSubject", named(must("hierarchyCode", Type.TEXT), may("description", Type.TEXT)));
        all.put(
                "CFItemType",
                named(must("description", Type.TEXT), must("hierarchyCode", Type.TEXT), may("typeCode", Type.TEXT)));
        all.put("CFLicense", named(may("description", Type.TEXT), must("licenseText", Type.TEXT)));
        all.put("CFAssociationGrouping", named(may("description", Type.TEXT)));
        return all;
    }

    private static List<Field> named(Field... more) {
        List<Field> fields = new java.util.ArrayList<>(
                List.of(must("identifier", Type.UUID), must("uri", Type.ADDRESS), must("title", Type.TEXT)));
        fields.addAll(List.of(more));
        fields.add(must("lastChangeDateTime", Type.DATE_TIME));
        fields.add(late("extensions", Type.EXTENSIONS));
        return List.copyOf(fields);
    }

    /** The properties that a version has. */
    static List<Field> in(List<Field> fields, CaseVersion version) {
        return fields.stream()
                .filter(field -> version == CaseVersion.V1P1 || field.since() == CaseVersion.V1P0)
                .toList();
    }

    /** What a name such as {@code title} or {@code licenseURI.title} means for documents; empty for none of theirs. */
    static Optional<Type> ofDocuments(String name, CaseVersion version) {
        String[] parts = name.split("\\.", 2);
        Optional<Type> first = in(DOCUMENT, version).stream()
                .filter(field -> field.name().equals(parts[0]))
                .map(Field::type)
                .findFirst();
        if (parts.length == 1) {
            return first.filter(type -> type != Type.LINK && type != Type.LINKS && type != Type.EXTENSIONS);
        }
        return first.flatMap(type -> switch (type) {
            case LINK -> Optional.ofNullable(LINK.get(parts[1]));
            case LINKS -> LINK.containsKey(parts[1]) ? Optional.of(Type.TEXTS) : Optional.empty();
            case EXTENSIONS -> Optional.of(Type.TEXT);
            default -> Optional.empty();
        });
    }

    static Field must(String name, Type type) {
        return new Field(name, type, true, CaseVersion.V1P0);
    }

    static Field may(String name, Type type) {
        return new Field(name, type, false, CaseVersion.V1P0);
    }

    static Field late(String name, Type type) {
        return new Field(name, type, false, CaseVersion.V1P1);
    }
}
