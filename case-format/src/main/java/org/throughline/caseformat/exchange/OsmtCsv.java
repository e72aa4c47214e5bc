package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The three tables of skills that the Open Skills Management Tool exchanges, as Rich Skill Descriptors. */
final class OsmtCsv {

    private static final Pattern ALIGNMENT = Pattern.compile("Alignment(?: (\\d+))? (Name|URL|Framework)");
    private static final Map<String, String> LISTS = Map.of(
            "Standards", "standards",
            "Professional Standards", "standards",
            "Certifications", "certifications",
            "Employers", "employers",
            "Employer", "employers");
    private static final Map<String, String> OCCUPATIONS = occupations();

    private OsmtCsv() {}

    private static Map<String, String> occupations() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("BLS Major Group", "Major");
        all.put("BLS Minor Group", "Minor");
        all.put("BLS Broad Occupation", "Broad");
        all.put("BLS Detailed Occupation", "Detailed");
        all.put("O*NET Job Role", "Onet");
        all.put("Occupation Major Groups", "Major");
        all.put("Occupation Minor Groups", "Minor");
        all.put("Broad Occupations", "Broad");
        all.put("Detailed Occupations", "Detailed");
        all.put("O*Net Job Codes", "Onet");
        all.put("Occupations", "");
        return all;
    }

    static boolean isOne(List<String> headings) {
        return headings.contains("RSD Name") && headings.contains("Skill Statement")
                || headings.contains("Skill Name") && headings.contains("Contextualized Skill Statement");
    }

    static ArrayNode skills(CSVParser rows) {
        ArrayNode skills = JsonTree.JSON.createArrayNode();
        for (CSVRecord row : rows) {
            skills.add(skill(row, rows.getHeaderNames()));
        }
        return skills;
    }

    private static ObjectNode skill(CSVRecord row, List<String> headings) {
        ObjectNode skill = JsonTree.JSON.createObjectNode();
        Map<String, ObjectNode> alignments = new LinkedHashMap<>();
        for (String heading : headings) {
            String cell = row.isSet(heading) ? row.get(heading).strip() : "";
            if (cell.isEmpty()) {
                continue;
            }
            Matcher alignment = ALIGNMENT.matcher(heading);
            @Nullable String list = LISTS.get(heading);
            @Nullable String level = OCCUPATIONS.get(heading);
            if (alignment.matches()) {
                String number = alignment.group(1) == null ? "" : alignment.group(1);
                ObjectNode one = alignments.computeIfAbsent(number, any -> JsonTree.JSON.createObjectNode());
                switch (alignment.group(2)) {
                    case "Name" -> one.put("skillName", cell);
                    case "URL" -> one.put("id", cell);
                    default -> one.putObject("isPartOf").put("name", cell);
                }
            } else if (list != null) {
                ArrayNode all = array(skill, list);
                parts(cell).forEach(part -> all.addObject().put(list.equals("standards") ? "skillName" : "name", part));
            } else if (level != null) {
                ArrayNode all = array(skill, "occupations");
                parts(cell).forEach(part -> occupation(all.addObject(), part, level));
            } else {
                switch (heading) {
                    case "Canonical URL" -> skill.put("id", cell);
                    case "RSD Name", "Skill Name" -> skill.put("skillName", cell);
                    case "Skill Statement", "Contextualized Skill Statement" -> skill.put("skillStatement", cell);
                    case "Keywords" -> parts(cell).forEach(array(skill, "keywords")::add);
                    case "Categories", "Category(ies)", "Skill Categories", "Category" ->
                        parts(cell).forEach(array(skill, "categories")::add);
                    case "Authors", "Author(s)" -> parts(cell).forEach(array(skill, "authors")::add);
                    case "Collection" ->
                        parts(cell)
                                .forEach(name -> array(skill, "collections")
                                        .addObject()
                                        .put(
                                                "uuid",
                                                ForeignNames.derived("collection " + name)
                                                        .toString())
                                        .put("name", name));
                    case "Alignment Title" ->
                        alignments
                                .computeIfAbsent("", any -> JsonTree.JSON.createObjectNode())
                                .put("skillName", cell);
                    case "Alignment" ->
                        alignments
                                .computeIfAbsent("", any -> JsonTree.JSON.createObjectNode())
                                .put("id", cell);
                    default -> skill.put("column " + heading, cell);
                }
            }
        }
        if (!alignments.isEmpty()) {
            alignments.values().forEach(array(skill, "alignments")::add);
        }
        return skill;
    }

    private static void occupation(ObjectNode one, String text, String level) {
        Matcher code = Pattern.compile("(\\d{2}-\\d{4}(?:\\.\\d{2})?)(?:[:;]?\\s+(.+))?")
                .matcher(text);
        if (code.matches()) {
            one.put("code", code.group(1));
            if (code.group(2) != null) {
                one.put("targetNodeName", code.group(2));
            }
        } else {
            one.put("code", text);
        }
        if (!level.isEmpty()) {
            one.put("level", level);
        }
    }

    private static ArrayNode array(ObjectNode skill, String name) {
        return skill.path(name) instanceof ArrayNode there ? there : skill.putArray(name);
    }

    private static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        for (String part : cell.split(";")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }
}
