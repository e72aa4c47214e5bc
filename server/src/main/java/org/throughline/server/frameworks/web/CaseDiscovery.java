package org.throughline.server.frameworks.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.web.CaseFields.Field;
import org.throughline.server.frameworks.web.CaseFields.Type;
import org.throughline.server.shared.PublicAddress;

/**
 * This provider's own description (CASE 1.1, REST binding, "service discovery"): an OpenAPI 3 document of the operations that are answered here,
 * with this server's address, what each takes and what it answers.
 */
final class CaseDiscovery {
    private static final String SCOPE = "https://purl.imsglobal.org/spec/case/v1p1/scope/core.readonly";

    private CaseDiscovery() {}

    static Map<String, Object> of(CaseVersion version, PublicAddress address) {
        String base = address.url("/ims/case/" + version.pathSegment());
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("openapi", "3.0.3");
        root.put(
                "info",
                map(
                        "title",
                        "Throughline: Competencies and Academic Standards Exchange",
                        "version",
                        version == CaseVersion.V1P0 ? "1.0" : "1.1",
                        "description",
                        "Reading of the competency frameworks that are published on this server. What is not published is read with a token.",
                        "termsOfService",
                        address.url("/"),
                        "x-imssf-privacyPolicyUrl",
                        address.url("/")));
        root.put("servers", List.of(map("url", base)));
        root.put("security", List.of(Map.of(), map("OAuth2CC", List.of(SCOPE))));
        root.put("paths", paths());
        root.put(
                "components",
                map(
                        "securitySchemes",
                        map(
                                "OAuth2CC",
                                map(
                                        "type",
                                        "oauth2",
                                        "description",
                                        "Only for what is not published: a program of the organization that owns it (client credentials).",
                                        "flows",
                                        map(
                                                "clientCredentials",
                                                map(
                                                        "tokenUrl",
                                                        address.url("/oauth2/token"),
                                                        "scopes",
                                                        map(SCOPE, "Also what the organization has not published"))))),
                        "schemas",
                        schemas(version)));
        return root;
    }

    private static Map<String, Object> paths() {
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put(
                "/CFDocuments",
                map(
                        "get",
                        operation(
                                "getAllCFDocuments",
                                "All documents, page by page",
                                List.of(
                                        query(
                                                "limit",
                                                map("type", "integer", "minimum", 1, "maximum", 1000, "default", 100)),
                                        query("offset", map("type", "integer", "minimum", 0, "default", 0)),
                                        query("sort", map("type", "string")),
                                        query("orderBy", map("type", "string", "enum", List.of("asc", "desc"))),
                                        query("filter", map("type", "string")),
                                        query("fields", map("type", "array", "items", map("type", "string")))),
                                "CFDocumentSet")));
        one(paths, "getCFDocument", "CFDocuments", "A document", "CFDocument");
        one(paths, "getCFPackage", "CFPackages", "The whole package of the document with this identifier", "CFPackage");
        one(paths, "getCFItem", "CFItems", "An item", "CFItem");
        one(
                paths,
                "getCFItemAssociations",
                "CFItemAssociations",
                "The item with this identifier and every association it is an end of",
                "CFAssociationSet");
        one(paths, "getCFAssociation", "CFAssociations", "An association", "CFAssociation");
        one(
                paths,
                "getCFAssociationGrouping",
                "CFAssociationGroupings",
                "A group of associations",
                "CFAssociationGrouping");
        one(paths, "getCFConcept", "CFConcepts", "A concept and those below it", "CFConceptSet");
        one(paths, "getCFItemType", "CFItemTypes", "A type of items and those below it", "CFItemTypeSet");
        one(paths, "getCFSubject", "CFSubjects", "A subject and those below it", "CFSubjectSet");
        one(paths, "getCFLicense", "CFLicenses", "A licence", "CFLicense");
        one(paths, "getCFRubric", "CFRubrics", "A rubric with its criteria and their levels", "CFRubric");
        return paths;
    }

    private static void one(Map<String, Object> paths, String id, String path, String summary, String schema) {
        Map<String, Object> identifier = map(
                "name", "sourcedId", "in", "path", "required", true, "schema", map("type", "string", "format", "uuid"));
        paths.put("/" + path + "/{sourcedId}", map("get", operation(id, summary, List.of(identifier), schema)));
    }

    private static Map<String, Object> operation(String id, String summary, List<Object> parameters, String schema) {
        Map<String, Object> responses = new LinkedHashMap<>();
        Map<String, Object> found = map("description", "Found", "content", json(schema));
        if (id.equals("getAllCFDocuments")) {
            found.put(
                    "headers",
                    map(
                            "X-Total-Count",
                            map("schema", map("type", "integer")),
                            "Link",
                            map("schema", map("type", "string"))));
        }
        responses.put("200", found);
        responses.put("304", map("description", "What the asker has is what stands"));
        for (String status : List.of("400", "401", "403", "404", "429", "500", "default")) {
            responses.put(status, map("description", "Not answered", "content", json("imsx_StatusInfo")));
        }
        return map("operationId", id, "summary", summary, "parameters", parameters, "responses", responses);
    }

    private static Map<String, Object> query(String name, Map<String, Object> schema) {
        return map("name", name, "in", "query", "required", false, "schema", schema);
    }

    private static Map<String, Object> json(String schema) {
        return map("application/json", map("schema", ref(schema)));
    }

    private static Map<String, Object> schemas(CaseVersion version) {
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put(
                "LinkURI",
                object(
                        List.of("title", "identifier", "uri"),
                        map("title", type(Type.TEXT), "identifier", type(Type.UUID), "uri", type(Type.ADDRESS))));
        Map<String, Object> node =
                map("title", type(Type.TEXT), "identifier", type(Type.TEXT), "uri", type(Type.ADDRESS));
        if (version == CaseVersion.V1P1) {
            node.put("targetType", type(Type.TEXT));
        }
        schemas.put("LinkGenURI", object(List.of("title", "identifier", "uri"), node));
        put(schemas, "CFDocument", CaseFields.DOCUMENT, version);
        put(schemas, "CFPckgDocument", without(CaseFields.DOCUMENT, "CFPackageURI"), version);
        put(schemas, "CFItem", CaseFields.ITEM, version);
        put(schemas, "CFPckgItem", without(CaseFields.ITEM, "CFDocumentURI"), version);
        put(schemas, "CFAssociation", CaseFields.ASSOCIATION, version);
        put(schemas, "CFPckgAssociation", without(CaseFields.ASSOCIATION, "CFDocumentURI"), version);
        CaseFields.DEFINITIONS.forEach((name, fields) -> put(schemas, name, fields, version));
        Map<String, Object> definitions = new LinkedHashMap<>();
        CaseFields.DEFINITIONS.keySet().forEach(name -> definitions.put(name + "s", listOf(name)));
        schemas.put("CFDefinitions", object(List.of(), definitions));
        rubrics(schemas, version);
        schemas.put(
                "CFPackage",
                object(
                        List.of("CFDocument"),
                        map(
                                "CFDocument",
                                ref("CFPckgDocument"),
                                "CFItems",
                                listOf("CFPckgItem"),
                                "CFAssociations",
                                listOf("CFPckgAssociation"),
                                "CFDefinitions",
                                ref("CFDefinitions"),
                                "CFRubrics",
                                listOf("CFRubric"))));
        for (String name : List.of("CFDocument", "CFConcept", "CFSubject", "CFItemType")) {
            schemas.put(name + "Set", object(List.of(name + "s"), map(name + "s", listOf(name))));
        }
        schemas.put(
                "CFAssociationSet",
                object(
                        List.of("CFItem", "CFAssociations"),
                        map("CFItem", ref("CFItem"), "CFAssociations", listOf("CFAssociation"))));
        statusInfo(schemas, version);
        return schemas;
    }

    private static void rubrics(Map<String, Object> schemas, CaseVersion version) {
        List<Field> all = List.of(
                CaseFields.must("identifier", Type.UUID),
                CaseFields.must("uri", Type.ADDRESS),
                CaseFields.may("description", Type.TEXT),
                CaseFields.must("lastChangeDateTime", Type.DATE_TIME),
                CaseFields.late("extensions", Type.EXTENSIONS));
        Map<String, Object> level = properties(all, version);
        level.putAll(map(
                "quality",
                type(Type.TEXT),
                "score",
                type(Type.NUMBER),
                "feedback",
                type(Type.TEXT),
                "position",
                type(Type.INTEGER),
                "rubricCriterionId",
                type(Type.UUID)));
        Map<String, Object> criterion = properties(all, version);
        criterion.putAll(map(
                "category",
                type(Type.TEXT),
                "CFItemURI",
                ref("LinkURI"),
                "weight",
                type(Type.NUMBER),
                "position",
                type(Type.INTEGER),
                "rubricId",
                type(Type.UUID),
                "CFRubricCriterionLevels",
                listOf("CFRubricCriterionLevel")));
        Map<String, Object> rubric = properties(all, version);
        rubric.putAll(map("title", type(Type.TEXT), "CFRubricCriteria", listOf("CFRubricCriterion")));
        schemas.put("CFRubricCriterionLevel", object(required(all), level));
        schemas.put("CFRubricCriterion", object(required(all), criterion));
        schemas.put("CFRubric", object(required(all), rubric));
    }

    private static void statusInfo(Map<String, Object> schemas, CaseVersion version) {
        List<String> codes = new ArrayList<>(List.of("fullsuccess"));
        for (CaseFailure.Code code : CaseFailure.Code.values()) {
            codes.add(code.in(version));
        }
        Map<String, Object> minor = object(
                List.of("imsx_codeMinorFieldName", "imsx_codeMinorFieldValue"),
                map(
                        "imsx_codeMinorFieldName",
                        type(Type.TEXT),
                        "imsx_codeMinorFieldValue",
                        map("type", "string", "enum", codes)));
        schemas.put(
                "imsx_StatusInfo",
                object(
                        List.of("imsx_codeMajor", "imsx_severity"),
                        map(
                                "imsx_codeMajor",
                                map(
                                        "type",
                                        "string",
                                        "enum",
                                        List.of("success", "processing", "failure", "unsupported")),
                                "imsx_severity",
                                map("type", "string", "enum", List.of("status", "warning", "error")),
                                "imsx_description",
                                type(Type.TEXT),
                                "imsx_codeMinor",
                                object(
                                        List.of("imsx_codeMinorField"),
                                        map(
                                                "imsx_codeMinorField",
                                                map("type", "array", "minItems", 1, "items", minor))))));
    }

    private static void put(Map<String, Object> schemas, String name, List<Field> fields, CaseVersion version) {
        schemas.put(name, object(required(fields), properties(fields, version)));
    }

    private static List<Field> without(List<Field> fields, String name) {
        return fields.stream().filter(field -> !field.name().equals(name)).toList();
    }

    private static List<String> required(List<Field> fields) {
        return fields.stream().filter(Field::required).map(Field::name).toList();
    }

    private static Map<String, Object> properties(List<Field> fields, CaseVersion version) {
        Map<String, Object> properties = new LinkedHashMap<>();
        CaseFields.in(fields, version).forEach(field -> properties.put(field.name(), type(field.type())));
        return properties;
    }

    private static Map<String, Object> object(List<String> required, Map<String, Object> properties) {
        Map<String, Object> object = map("type", "object", "additionalProperties", false, "properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        return object;
    }

    private static Map<String, Object> type(Type type) {
        return switch (type) {
            case TEXT -> map("type", "string");
            case UUID -> map("type", "string", "format", "uuid");
            case ADDRESS -> map("type", "string", "format", "uri");
            case DATE_TIME -> map("type", "string", "format", "date-time");
            case DATE -> map("type", "string", "format", "date");
            case INTEGER, NUMBER -> map("type", type.name().toLowerCase(Locale.ROOT));
            case TEXTS -> map("type", "array", "items", map("type", "string"));
            case LINK -> ref("LinkURI");
            case LINKS -> listOf("LinkURI");
            case NODE -> ref("LinkGenURI");
            case EXTENSIONS -> map("type", "object", "additionalProperties", true);
        };
    }

    private static Map<String, Object> ref(String schema) {
        return map("$ref", "#/components/schemas/" + schema);
    }

    private static Map<String, Object> listOf(String schema) {
        return map("type", "array", "items", ref(schema));
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int n = 0; n < namesAndValues.length; n += 2) {
            map.put((String) namesAndValues[n], namesAndValues[n + 1]);
        }
        return map;
    }
}
