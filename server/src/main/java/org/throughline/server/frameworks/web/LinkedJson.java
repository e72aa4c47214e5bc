package org.throughline.server.frameworks.web;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CASE object as JSON-LD 1.1: its JSON as it is, with a context that stands in the document itself, so that nobody has to fetch one. The
 * standard names no terms for most of its properties; those for which a well-known vocabulary has the same meaning bear that, the others
 * stand below the standard's own address.
 */
final class LinkedJson {
    static final String TYPE = "application/ld+json";

    private static final String DCT = "http://purl.org/dc/terms/";
    private static final String CEASN = "https://purl.org/ctdlasn/terms/";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Object> CONTEXT = context();

    private LinkedJson() {}

    /** @param type the standard's word for what it is: {@code CFItem} */
    static byte[] of(String type, byte[] json) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("@context", JSON.valueToTree(CONTEXT));
        whole.put("@type", type);
        whole.setAll((ObjectNode) JSON.readTree(json));
        return JSON.writeValueAsBytes(whole);
    }

    private static Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("@version", 1.1);
        context.put("@vocab", "https://purl.imsglobal.org/spec/case/v1p1/");
        context.put("uri", "@id");
        context.put("identifier", DCT + "identifier");
        context.put("title", DCT + "title");
        context.put("creator", DCT + "creator");
        context.put("publisher", DCT + "publisher");
        context.put("description", DCT + "description");
        context.put("language", DCT + "language");
        context.put("subject", DCT + "subject");
        context.put(
                "lastChangeDateTime",
                Map.of("@id", DCT + "modified", "@type", "http://www.w3.org/2001/XMLSchema#dateTime"));
        context.put("fullStatement", CEASN + "competencyText");
        context.put("humanCodingScheme", CEASN + "codedNotation");
        context.put("abbreviatedStatement", CEASN + "competencyLabel");
        context.put("listEnumeration", CEASN + "listID");
        context.put("CFDocumentURI", Map.of("@id", DCT + "isPartOf"));
        return context;
    }
}
