package org.throughline.caseformat.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tables of skills that the Open Skills Management Tool exchanges (import in the browser, batch import, export), as Rich Skill
 * Descriptors. Headings count without regard to case, as they do there; lists are divided by semicolons.
 */
final class OsmtCsv {

    private static final Pattern ALIGNMENT = Pattern.compile("alignment(?: (\\d{1,4}))? (name|title|url|framework)");
    private static final Pattern CODE = Pattern.compile("(\\d{2}-\\d{4}(?:\\.\\d{2})?)(?:[:;]?\\s+(.+))?");

    /** What the columns say that are no alignment: a text, a list of texts, or a list of things with a name. */
    private static final Map<String, String> TEXTS = Map.of(
            "canonical url", "id",
            "rsd name", "skillName",
            "skill name", "skillName",
            "skill statement", "skillStatement",
            "contextualized skill statement", "skillStatement");

    private static final Map<String, String> LISTS = lists();

    /** The columns of occupations and the level that each is of. */
    private static final Map<String, String> OCCUPATIONS = occupations();

    private static final Set<String> NAMED = Set.of("certifications", "employers", "standards");

    private OsmtCsv() {}

    private static Map<String, String> lists() {
        Map<String, String> all = new LinkedHashMap<>();
        List.of("keywords").forEach(name -> all.put(name, "keywords"));
        List.of("categories", "category(ies)", "category", "skill categories", "skill category")
                .forEach(name -> all.put(name, "categories"));
        List.of("authors", "author(s)", "author").forEach(name -> all.put(name, "authors"));
        List.of("standards", "professional standards").forEach(name -> all.put(name, "standards"));
        List.of("certifications").forEach(name -> all.put(name, "certifications"));
        List.of("employers", "employer").forEach(name -> all.put(name, "employers"));
        List.of("collection", "collections").forEach(name -> all.put(name, "collections"));
        return all;
    }

    private static Map<String, String> occupations() {
        Map<String, String> all = new LinkedHashMap<>();
        List.of("occupation major groups", "bls major group").forEach(name -> all.put(name, "Major"));
        List.of("occupation minor groups", "bls minor group").forEach(name -> all.put(name, "Minor"));
        List.of("broad occupations", "bls broad occupation").forEach(name -> all.put(name, "Broad"));
        List.of("detailed occupations", "bls detailed occupation").forEach(name -> all.put(name, "Detailed"));
        List.of("o*net job codes", "o*net job role").forEach(name -> all.put(name, "Onet"));
        all.put("occupations", "");
        return all;
    }

    static boolean isOne(List<String> headings) {
        Set<String> names = new java.util.HashSet<>();
        headings.forEach(heading -> names.add(heading.toLowerCase(Locale.ROOT)));
        return names.contains("rsd name") && names.contains("skill statement")
                || names.contains("skill name") && names.contains("contextualized skill statement");
    }

    /** Makes each line a skill. */
    static ArrayNode skills(ResourceTable table) {
        for (ResourceTable.Row row : table.lines()) {
            Map<String, ObjectNode> alignments = new LinkedHashMap<>();
            for (int column = 0; column < table.headings().size(); column++) {
                String heading = table.headings().get(column);
                String cell = row.text(column);
                if (!heading.isEmpty() && !cell.isEmpty()) {
                    put(row, column, heading, cell, alignments);
                }
            }
            alignments
                    .values()
                    .forEach(one -> array(row.resource(), "alignments").add(one));
            table.add(row);
        }
        return table.resources();
    }

    private static void put(
            ResourceTable.Row row, int column, String heading, String cell, Map<String, ObjectNode> alignments) {
        ObjectNode skill = row.resource();
        String name = heading.toLowerCase(Locale.ROOT);
        Matcher alignment = ALIGNMENT.matcher(name);
        @Nullable String text = TEXTS.get(name);
        @Nullable String list = LISTS.get(name);
        @Nullable String level = OCCUPATIONS.get(name);
        if (name.equals("alignment") || alignment.matches()) {
            boolean bare = name.equals("alignment");
            String number = bare || alignment.group(1) == null ? "" : alignment.group(1);
            ObjectNode one = alignments.computeIfAbsent(number, any -> JsonTree.JSON.createObjectNode());
            switch (bare ? "url" : alignment.group(2)) {
                case "url" -> one.put("id", cell);
                case "framework" -> one.putObject("isPartOf").put("name", cell);
                default -> one.put("skillName", cell);
            }
            row.gives("alignments", column);
        } else if (text != null) {
            skill.put(text, cell);
            row.gives(text, column);
        } else if (list != null) {
            ArrayNode all = array(skill, list);
            parts(cell).forEach(part -> add(all, list, part));
            row.gives(list, column);
        } else if (level != null) {
            ArrayNode all = array(skill, "occupations");
            parts(cell).forEach(part -> occupation(all.addObject(), part, level));
            row.gives("occupations", column);
        } else {
            skill.put("column " + heading, cell);
        }
    }

    private static void add(ArrayNode all, String list, String part) {
        if (list.equals("collections")) {
            all.addObject()
                    .put("uuid", ForeignNames.derived("collection " + part).toString())
                    .put("name", part);
        } else if (NAMED.contains(list)) {
            all.addObject().put(list.equals("standards") ? "skillName" : "name", part);
        } else {
            all.add(part);
        }
    }

    private static void occupation(ObjectNode one, String text, String level) {
        Matcher code = CODE.matcher(text);
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

    /** The table of a framework's items under the headings of the tool's export (RFC 4180, UTF-8). */
    static byte[] write(CFPackage pkg) {
        ArrayNode skills = RsdWriter.skills(pkg);
        int most = 0;
        for (JsonNode skill : skills) {
            most = Math.max(most, skill.path("alignments").size());
        }
        List<String> headings = new ArrayList<>(List.of(
                "Canonical URL",
                "RSD Name",
                "Authors",
                "Skill Statement",
                "Categories",
                "Keywords",
                "Collections",
                "Standards",
                "Certifications",
                "Occupation Major Groups",
                "Occupation Minor Groups",
                "Broad Occupations",
                "Detailed Occupations",
                "O*Net Job Codes",
                "Employers"));
        for (int i = 0; i < most; i++) {
            String number = i == 0 ? "" : " " + (i + 1);
            headings.addAll(List.of(
                    "Alignment" + number + " Name",
                    "Alignment" + number + " URL",
                    "Alignment" + number + " Framework"));
        }
        StringBuilder out = new StringBuilder();
        CsvWriter.line(out, headings);
        skills.forEach(skill -> CsvWriter.line(out, line(skill, headings)));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> line(JsonNode skill, List<String> headings) {
        Map<String, List<String>> occupations = new HashMap<>();
        for (JsonNode one : JsonTree.list(skill.path("occupations"))) {
            String code = one.isObject() ? one.path("code").asString("") : one.asString("");
            if (!code.isBlank()) {
                occupations
                        .computeIfAbsent(level(code), any -> new ArrayList<>())
                        .add(code);
            }
        }
        List<String> line = new ArrayList<>();
        for (String heading : headings) {
            String name = heading.toLowerCase(Locale.ROOT);
            Matcher alignment = ALIGNMENT.matcher(name);
            if (alignment.matches()) {
                int number = alignment.group(1) == null ? 0 : Integer.parseInt(alignment.group(1)) - 1;
                JsonNode one = skill.path("alignments").path(number);
                line.add(
                        switch (alignment.group(2)) {
                            case "url" -> one.path("id").asString("");
                            case "framework" ->
                                one.path("isPartOf").path("name").asString("");
                            default -> one.path("skillName").asString("");
                        });
            } else if (TEXTS.containsKey(name)) {
                line.add(skill.path(TEXTS.getOrDefault(name, "")).asString(""));
            } else if (OCCUPATIONS.containsKey(name)) {
                line.add(String.join("; ", occupations.getOrDefault(OCCUPATIONS.getOrDefault(name, ""), List.of())));
            } else {
                line.add(String.join("; ", names(skill.path(LISTS.getOrDefault(name, "")))));
            }
        }
        return line;
    }

    /** What kind of group a code of the Standard Occupational Classification is of; every other code stands with those of O*NET. */
    private static String level(String code) {
        if (!code.matches("\\d{2}-\\d{4}")) {
            return "Onet";
        }
        return code.endsWith("0000")
                ? "Major"
                : code.endsWith("00") ? "Minor" : code.endsWith("0") ? "Broad" : "Detailed";
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : JsonTree.list(list)) {
            String name = one.isObject()
                    ? one.path("name")
                            .asString(one.path("skillName")
                                    .asString(one.path("id").asString("")))
                    : one.asString("");
            if (!name.isBlank()) {
                names.add(name);
            }
        }
        return names;
    }

    /** What the table has no place for, beside what an RSD has none for: a warning {@code not-in-rsd-csv} for each kind. */
    static List<Finding> losses(CFPackage pkg) {
        Losses losses = new Losses("not-in-rsd-csv", "A table of skills");
        for (JsonNode skill : RsdWriter.skills(pkg)) {
            for (String date : List.of("creationDate", "updateDate", "publishDate", "archiveDate", "status")) {
                losses.found("dates and status", skill.path(date).isNull() ? null : JsonTree.text(skill.path(date)));
            }
            for (JsonNode one : JsonTree.list(skill.path("occupations"))) {
                losses.found("names and frameworks of occupations", JsonTree.text(one.path("targetNodeName")));
            }
            for (String list : NAMED) {
                for (JsonNode one : JsonTree.list(skill.path(list))) {
                    losses.found("addresses of " + list, JsonTree.text(one.path("id")));
                }
            }
            for (String list : List.of("keywords", "categories", "authors", "collections", "standards", "employers")) {
                names(skill.path(list)).stream()
                        .filter(name -> name.contains(";"))
                        .forEach(name -> losses.found("semicolons in " + list + " (they divide)", name));
            }
        }
        return losses.all();
    }
}
