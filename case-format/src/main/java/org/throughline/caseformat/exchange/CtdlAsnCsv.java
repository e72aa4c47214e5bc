package org.throughline.caseformat.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The table of CTDL-ASN that CaSS and the Credential Registry exchange: one resource a line, its properties the columns, the values of a
 * list divided by bars. A text in another language than the framework's stands in a column of its own, {@code ceasn:name@es}.
 */
final class CtdlAsnCsv {

    private static final List<String> FIRST = List.of(
            "@id",
            "ceterms:ctid",
            "@type",
            "ceasn:name",
            "ceasn:description",
            "ceasn:inLanguage",
            "ceasn:hasTopChild",
            "ceasn:isTopChildOf",
            "ceasn:isChildOf",
            "ceasn:isPartOf",
            "ceasn:competencyCategory",
            "ceasn:codedNotation",
            "ceasn:competencyLabel",
            "ceasn:competencyText",
            "ceasn:comment");
    private static final Set<String> TEXTS = Set.of(
            "ceasn:competencytext",
            "ceasn:competencylabel",
            "ceasn:competencycategory",
            "ceasn:name",
            "ceasn:description",
            "ceasn:comment",
            "ceasn:codednotation",
            "ceasn:listid",
            "ceterms:name",
            "ceterms:description",
            "skos:preflabel",
            "skos:definition",
            "skos:note",
            "skos:notation");

    private CtdlAsnCsv() {}

    static boolean isOne(List<String> headings) {
        return headings.contains("@type")
                && headings.stream()
                        .anyMatch(heading -> heading.startsWith("ceasn:")
                                || heading.startsWith("ceterms:")
                                || heading.startsWith("skos:"));
    }

    /** Makes each line a resource; lines that a template has for explanation are left out. */
    static ArrayNode resources(ResourceTable table) {
        for (ResourceTable.Row row : table.lines()) {
            String type = row.text(table.headings().indexOf("@type")).toLowerCase(Locale.ROOT);
            if (type.startsWith("sample") || type.startsWith("instruction")) {
                continue;
            }
            for (int column = 0; column < table.headings().size(); column++) {
                String heading = table.headings().get(column);
                String cell = row.text(column);
                if (!heading.isEmpty() && !cell.isEmpty()) {
                    put(row, column, heading, cell);
                }
            }
            table.add(row);
        }
        return table.resources();
    }

    private static void put(ResourceTable.Row row, int column, String heading, String cell) {
        int at = heading.lastIndexOf('@');
        boolean inLanguage = at > 0 && CtdlResource.isLanguage(heading.substring(at + 1));
        String name = inLanguage ? heading.substring(0, at) : heading;
        ObjectNode resource = row.resource();
        row.gives(name, column);
        JsonNode value = value(name, cell);
        if (inLanguage || resource.path(name).isObject()) {
            ObjectNode map = resource.path(name) instanceof ObjectNode there ? there : others(resource, name);
            map.set(inLanguage ? heading.substring(at + 1) : "@none", value);
        } else {
            resource.set(name, value);
        }
    }

    /** The map of a property's languages, with what was there without one. */
    private static ObjectNode others(ObjectNode resource, String name) {
        JsonNode there = resource.path(name);
        ObjectNode map = resource.putObject(name);
        if (!there.isMissingNode()) {
            map.set("@none", there);
        }
        return map;
    }

    private static JsonNode value(String name, String cell) {
        if (cell.startsWith("{") && cell.endsWith("}") || cell.startsWith("[") && cell.endsWith("]")) {
            try {
                return JsonTree.JSON.readTree(cell);
            } catch (JacksonException e) {
                return JsonTree.JSON.getNodeFactory().stringNode(cell); // a text in brackets
            }
        }
        if (TEXTS.contains(name.toLowerCase(Locale.ROOT)) || cell.indexOf('|') < 0) {
            return JsonTree.JSON.getNodeFactory().stringNode(cell);
        }
        ArrayNode all = JsonTree.JSON.createArrayNode();
        for (String part : cell.split("\\|")) {
            if (!part.isBlank()) {
                all.add(part.strip());
            }
        }
        return all;
    }

    /** The table of a framework (RFC 4180, UTF-8). */
    static byte[] write(CFPackage pkg) {
        @Nullable String said = pkg.document().language();
        String language = said != null && CtdlResource.isLanguage(said) ? said : "en";
        List<Map<String, String>> lines = new ArrayList<>();
        Map<String, Integer> columns = new LinkedHashMap<>();
        Map<String, Integer> used = new LinkedHashMap<>();
        for (JsonNode node : CtdlAsnWriter.graph(pkg)) {
            Map<String, String> line = new LinkedHashMap<>();
            node.properties().forEach(one -> cells(one.getKey(), one.getValue(), language, line));
            lines.add(line);
            line.keySet().forEach(name -> used.merge(name, 1, Integer::sum));
        }
        FIRST.stream().filter(used::containsKey).forEach(name -> columns.put(name, columns.size()));
        used.keySet().forEach(name -> columns.putIfAbsent(name, columns.size()));
        StringBuilder out = new StringBuilder(String.join(
                        ",", columns.keySet().stream().map(CsvWriter::quoted).toList()))
                .append(CsvWriter.END);
        lines.forEach(line -> CsvWriter.line(
                out,
                columns.keySet().stream()
                        .map(name -> line.getOrDefault(name, ""))
                        .toList()));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void cells(String name, JsonNode value, String language, Map<String, String> line) {
        if (value instanceof ObjectNode map
                && !map.isEmpty()
                && map.propertyNames().stream().allMatch(CtdlResource::isLanguage)) {
            map.properties()
                    .forEach(one -> line.put(
                            one.getKey().equals(language) ? name : name + "@" + one.getKey(),
                            cell(name, one.getValue())));
        } else {
            line.put(name, cell(name, value));
        }
    }

    private static String cell(String name, JsonNode value) {
        if (value.isObject()) {
            return value.toString();
        }
        if (!(value instanceof ArrayNode list)) {
            String text = value.asString("");
            boolean misread = text.startsWith("{") || text.startsWith("[") || split(name, text);
            return misread ? JsonTree.JSON.createArrayNode().add(text).toString() : text;
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode one : list) {
            if (one.isContainer() || one.asString("").contains("|")) {
                return value.toString();
            }
            parts.add(one.asString(""));
        }
        String joined = String.join("|", parts);
        return joined.startsWith("{") || joined.startsWith("[") || parts.size() > 1 && !split(name, joined)
                ? value.toString()
                : joined;
    }

    private static boolean split(String name, String text) {
        return text.contains("|") && !TEXTS.contains(name.toLowerCase(Locale.ROOT));
    }
}
