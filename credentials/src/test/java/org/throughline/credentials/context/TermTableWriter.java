package org.throughline.credentials.context;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the table of a published context: {@code TermTableWriter DOCUMENT TABLE TITLE REVISION URL...}; a revision that begins with
 * {@code fixed} never changes.
 */
final class TermTableWriter {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("https://www.w3.org/2018/credentials#", "cred"),
            Map.entry("https://www.w3.org/ns/credentials/status#", "status"),
            Map.entry("https://w3id.org/security#", "sec"),
            Map.entry("https://schema.org/", "schema"),
            Map.entry("http://schema.org/", "sdo"),
            Map.entry("http://www.w3.org/2001/XMLSchema#", "xs"),
            Map.entry("https://www.w3.org/2001/XMLSchema#", "xss"),
            Map.entry("https://www.iana.org/assignments/jwt#", "jwt"),
            Map.entry("https://www.iana.org/assignments/jose#", "jose"),
            Map.entry("http://purl.org/dc/terms/", "dct"),
            Map.entry("https://purl.imsglobal.org/spec/vc/ob/vocab.html#", "ob"),
            Map.entry("https://purl.imsglobal.org/spec/vc/clr/vocab.html#", "clr"),
            Map.entry("https://w3id.org/openbadges#", "obi"));

    private final Map<String, String> abbreviations = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();

    private TermTableWriter() {}

    public static void main(String[] args) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newInputStream(Path.of(args[0])))) {
            JsonValue context = Objects.requireNonNull(reader.readObject().get("@context"));
            List<String> urls = List.of(args).subList(4, args.length);
            String table = write(ContextReading.read(context), args[2], args[3], urls);
            Files.writeString(Path.of(args[1]), table);
            PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            console.println(args[1] + ": " + table.lines().count() + " lines");
        }
    }

    /** The table of a context in our spelling. */
    static String write(JsonValue context, String title, String revision, List<String> urls) {
        TermTableWriter writer = new TermTableWriter();
        Map<String, Integer> spaces = new TreeMap<>();
        writer.count(context, spaces);
        spaces.forEach((space, times) -> {
            if (times > 2) {
                writer.abbreviations.put(space, NAMES.getOrDefault(space, "n" + (writer.abbreviations.size() + 1)));
            }
        });
        writer.out.append("# Terms of ").append(title).append(".\n");
        writer.out.append(
                "# How to read this table: package documentation of org.throughline.credentials.context.\n\n");
        urls.forEach(url -> writer.out.append("context ").append(url).append('\n'));
        boolean fixed = revision.startsWith("fixed");
        String name = fixed ? revision.substring("fixed".length()).strip() : revision;
        writer.out.append("revision ").append(name).append('\n').append(fixed ? "fixed\n" : "");
        writer.abbreviations.forEach((space, shortName) -> writer.out
                .append("short ")
                .append(shortName)
                .append(' ')
                .append(space)
                .append('\n'));
        for (JsonValue part : context instanceof JsonArray array ? List.copyOf(array) : List.of(context)) {
            if (part instanceof JsonString url) {
                writer.out.append("see ").append(url.getString()).append('\n');
            } else {
                writer.out.append("terms").append(flags(part.asJsonObject())).append('\n');
                writer.terms(part.asJsonObject(), 0);
            }
        }
        return writer.out.toString();
    }

    private void count(JsonValue value, Map<String, Integer> spaces) {
        if (value instanceof JsonObject object) {
            object.forEach((key, child) -> {
                if (child instanceof JsonString text && (key.equals("@id") || key.equals("@type"))) {
                    int end = endOfSpace(text.getString());
                    if (end > 0) {
                        spaces.merge(text.getString().substring(0, end), 1, Integer::sum);
                    }
                } else {
                    count(child, spaces);
                }
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(child -> count(child, spaces));
        }
    }

    private static int endOfSpace(String iri) {
        int end = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1;
        return iri.indexOf("//") > 0 && end < iri.length() ? end : 0;
    }

    private String brief(String iri) {
        if (iri.indexOf('~') >= 0 || iri.chars().anyMatch(Character::isWhitespace) || iri.isEmpty()) {
            throw new IllegalArgumentException("A table cannot say " + iri);
        }
        String space = iri.substring(0, endOfSpace(iri));
        String name = abbreviations.get(space);
        return name == null ? iri : name + "~" + iri.substring(space.length());
    }

    private static boolean isBare(JsonObject scope) {
        return !isAlias(scope, "id") || !isAlias(scope, "type");
    }

    private static boolean isAlias(JsonObject scope, String name) {
        return Json.createValue("@" + name).equals(scope.get(name));
    }

    private static String flags(JsonObject scope) {
        List<String> flags = new ArrayList<>();
        scope.forEach((key, value) -> {
            if (key.startsWith("@")) {
                flags.add(
                        switch (key) {
                            case "@protected" -> "protected";
                            case "@propagate" -> value == JsonValue.TRUE ? "passing" : "staying";
                            case "@vocab" -> "vocab " + ((JsonString) value).getString();
                            case "@language" -> "language " + ((JsonString) value).getString();
                            default -> throw new IllegalArgumentException("A table cannot say " + key);
                        });
            }
        });
        if (isBare(scope)) {
            flags.add("bare");
        }
        return flags.stream().map(flag -> " " + flag).collect(Collectors.joining());
    }

    private void terms(JsonObject scope, int depth) {
        boolean bare = isBare(scope);
        scope.forEach((name, value) -> {
            if (!name.startsWith("@") && (bare || !(name.equals("id") || name.equals("type")))) {
                out.append("%-34s ".formatted("  ".repeat(depth) + name));
                switch (value) {
                    case JsonString keyword -> out.append(keyword.getString()).append('\n');
                    case JsonObject definition -> definition(definition, depth);
                    default -> out.append("null\n");
                }
            }
        });
    }

    private void definition(JsonObject definition, int depth) {
        boolean turned = definition.containsKey("@reverse");
        String key = turned ? "@reverse" : "@id";
        out.append(definition.containsKey(key) ? brief(definition.getString(key)) : "-")
                .append(turned ? "  turned" : "");
        definition.forEach((part, value) -> {
            switch (part) {
                case "@id", "@reverse", "@context" -> {
                    // Before and after the others.
                }
                case "@type" -> out.append("  of ").append(brief(((JsonString) value).getString()));
                case "@container" ->
                    out.append("  as ")
                            .append(
                                    value instanceof JsonArray array
                                            ? array.getValuesAs(JsonString::getString).stream()
                                                    .collect(Collectors.joining(","))
                                            : ((JsonString) value).getString());
                case "@prefix" -> out.append("  prefix");
                case "@protected" -> out.append(value == JsonValue.TRUE ? "  protected" : "  open");
                case "@language" -> out.append("  language ").append(((JsonString) value).getString());
                default -> throw new IllegalArgumentException("A table cannot say " + part);
            }
        });
        JsonValue scope = definition.get("@context");
        if (scope == JsonValue.NULL) {
            out.append("  without scope\n");
        } else if (scope instanceof JsonObject object) {
            out.append("  scope").append(flags(object)).append('\n');
            terms(object, depth + 1);
        } else {
            out.append('\n');
        }
    }
}
