package org.throughline.credentials.context;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A vocabulary as it was read from its table; the format is told in the package documentation.
 *
 * @param urls  the addresses of the context that the table stands for
 * @param revision  which of several contents of the same address it is
 * @param fixed  whether its publisher promised that it never changes
 * @param body  the same facts as a JSON-LD context, spelled as {@link ContextReading} spells it
 */
record TermTable(List<String> urls, String revision, boolean fixed, JsonValue body) {

    TermTable {
        urls = List.copyOf(urls);
    }

    /** Reads the table beside this class. */
    static TermTable read(String resource) {
        return parse(text(resource));
    }

    static String text(String resource) {
        try (InputStream in = TermTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The term table " + resource + " is missing from the library");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The term table " + resource + " cannot be read", e);
        }
    }

    static TermTable parse(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<String> urls = new ArrayList<>();
        String revision = "";
        boolean fixed = false;
        Map<String, String> abbreviations = new HashMap<>();
        int body = 0;
        for (; !startsBody(lines.get(body)); body++) {
            String[] words = lines.get(body).split("\\s+");
            switch (words[0]) {
                case "context" -> urls.add(words[1]);
                case "revision" -> revision = lines.get(body).substring("revision ".length());
                case "fixed" -> fixed = true;
                case "short" -> abbreviations.put(words[1], words[2]);
                default -> throw new IllegalStateException("A term table does not know the line " + lines.get(body));
            }
        }
        if (urls.isEmpty()) {
            throw new IllegalStateException("A term table begins with its context, not with: " + lines.getFirst());
        }
        return new TermTable(
                urls, revision, fixed, new Reading(lines.subList(body, lines.size()), abbreviations).parts());
    }

    private static boolean startsBody(String line) {
        return line.equals("terms") || line.startsWith("terms ") || line.startsWith("see ");
    }

    /** Walks the lines once, deeper lines being the scope of the line above. */
    private static final class Reading {
        private final List<String> lines;
        private final Map<String, String> abbreviations;
        private int next;

        Reading(List<String> lines, Map<String, String> abbreviations) {
            this.lines = List.copyOf(lines);
            this.abbreviations = abbreviations;
        }

        JsonValue parts() {
            List<JsonValue> parts = new ArrayList<>();
            while (next < lines.size()) {
                Iterator<String> words = words(lines.get(next++));
                parts.add(words.next().equals("see") ? Json.createValue(words.next()) : scope(0, words));
            }
            if (parts.size() == 1) {
                return parts.getFirst();
            }
            JsonArrayBuilder array = Json.createArrayBuilder();
            parts.forEach(array::add);
            return array.build();
        }

        private static Iterator<String> words(String line) {
            return List.of(line.strip().split("\\s+")).iterator();
        }

        private JsonValue scope(int depth, Iterator<String> flags) {
            JsonObjectBuilder scope = Json.createObjectBuilder();
            boolean bare = false;
            while (flags.hasNext()) {
                String flag = flags.next();
                switch (flag) {
                    case "bare" -> bare = true;
                    case "protected" -> scope.add("@protected", true);
                    case "passing" -> scope.add("@propagate", true);
                    case "staying" -> scope.add("@propagate", false);
                    case "vocab" -> scope.add("@vocab", flags.next());
                    case "language" -> scope.add("@language", flags.next());
                    default -> throw unknown(flag);
                }
            }
            if (!bare) {
                scope.add("id", "@id").add("type", "@type");
            }
            Set<String> names = new HashSet<>();
            while (next < lines.size() && depthOf(lines.get(next)) == depth && !startsBody(lines.get(next))) {
                Iterator<String> words = words(lines.get(next++));
                String name = words.next();
                if (!names.add(name)) {
                    throw new IllegalStateException("The term " + name + " stands twice in one scope");
                }
                scope.add(name, term(words, depth));
            }
            return scope.build();
        }

        private JsonValue term(Iterator<String> words, int depth) {
            String said = words.next();
            if (said.equals("null")) {
                return JsonValue.NULL;
            }
            if (said.startsWith("@")) {
                return Json.createValue(said);
            }
            JsonObjectBuilder term = Json.createObjectBuilder();
            String key = "@id";
            while (words.hasNext()) {
                String word = words.next();
                switch (word) {
                    case "of" -> term.add("@type", iri(words.next()));
                    case "as" -> term.add("@container", container(words.next()));
                    case "prefix" -> term.add("@prefix", true);
                    case "turned" -> key = "@reverse";
                    case "protected" -> term.add("@protected", true);
                    case "open" -> term.add("@protected", false);
                    case "language" -> term.add("@language", words.next());
                    case "without" -> {
                        words.next();
                        term.add("@context", JsonValue.NULL);
                    }
                    case "scope" -> term.add("@context", scope(depth + 1, words));
                    default -> throw unknown(word);
                }
            }
            if (!said.equals("-")) {
                term.add(key, iri(said));
            }
            return term.build();
        }

        private static JsonValue container(String word) {
            if (word.indexOf(',') < 0) {
                return Json.createValue(word);
            }
            JsonArrayBuilder array = Json.createArrayBuilder();
            for (String one : word.split(",", -1)) {
                array.add(one);
            }
            return array.build();
        }

        private String iri(String word) {
            int tilde = word.indexOf('~');
            if (tilde < 0) {
                return word;
            }
            String start = abbreviations.get(word.substring(0, tilde));
            if (start == null) {
                throw new IllegalStateException("A term table does not explain the abbreviation in " + word);
            }
            return start + word.substring(tilde + 1);
        }

        private static int depthOf(String line) {
            return (line.length() - line.stripLeading().length()) / 2;
        }

        private static IllegalStateException unknown(String word) {
            return new IllegalStateException("A term table does not know the word " + word);
        }
    }
}
