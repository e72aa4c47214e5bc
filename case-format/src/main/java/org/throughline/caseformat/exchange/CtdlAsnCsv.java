package org.throughline.caseformat.exchange;

import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The table of CTDL-ASN that CaSS and the Credential Registry exchange: one resource a line, its properties the columns. */
final class CtdlAsnCsv {

    private CtdlAsnCsv() {}

    static boolean isOne(List<String> headings) {
        return headings.contains("@type")
                && headings.stream()
                        .anyMatch(heading -> heading.startsWith("ceasn:") || heading.startsWith("ceterms:"));
    }

    static ArrayNode resources(CSVParser rows) {
        ArrayNode resources = JsonTree.JSON.createArrayNode();
        for (CSVRecord row : rows) {
            ObjectNode node = resources.addObject();
            for (String heading : rows.getHeaderNames()) {
                String cell = row.isSet(heading) ? row.get(heading).strip() : "";
                if (cell.isEmpty()) {
                    continue;
                }
                int language = heading.lastIndexOf('@');
                String name = language > 0 ? heading.substring(0, language) : heading;
                if (language > 0) {
                    ObjectNode map = node.path(name) instanceof ObjectNode there ? there : node.putObject(name);
                    map.put(heading.substring(language + 1), cell);
                } else if (isList(name) && cell.contains("|")) {
                    ArrayNode all = node.putArray(name);
                    for (String part : cell.split("\\|")) {
                        if (!part.isBlank()) {
                            all.add(part.strip());
                        }
                    }
                } else {
                    node.put(name, cell);
                }
            }
        }
        return resources;
    }

    private static boolean isList(String name) {
        return !name.equals("ceasn:competencyText")
                && !name.equals("ceasn:name")
                && !name.equals("ceasn:description")
                && !name.equals("ceasn:comment");
    }
}
