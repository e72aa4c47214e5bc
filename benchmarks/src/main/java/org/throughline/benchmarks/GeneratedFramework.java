package org.throughline.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * A framework as large ones are: ten areas of ten topics each, under them statements with codes, words and levels like those of people; each item
 * hangs in the tree, and for each there are two associations more, to items of its own and of other frameworks. The same number gives the same
 * bytes.
 */
final class GeneratedFramework {
    private static final int AREAS = 10;
    private static final int TOPICS = 10;
    private static final List<String> VERBS = List.of(
            "Isolate",
            "Inspect",
            "Measure",
            "Explain",
            "Install",
            "Repair",
            "Document",
            "Compare",
            "Plan",
            "Test",
            "Adjust",
            "Teach");
    private static final List<String> OBJECTS = List.of(
            "a transformer",
            "the grounding of a circuit",
            "hydraulic pumps",
            "a budget",
            "the root cause of a failure",
            "protective relays",
            "a weld seam",
            "network traffic",
            "patient records",
            "a wood pole",
            "the torque of bolts",
            "a database index",
            "soil samples",
            "a lesson for apprentices",
            "the energy balance of a building");
    private static final List<String> WAYS = List.of(
            "before work begins",
            "to the manufacturer's limits",
            "together with the crew",
            "under supervision",
            "without interrupting service",
            "in writing and with a sketch",
            "by the code of the trade",
            "after a storm",
            "for customers who have no training",
            "within the time that the contract allows");

    private final int number;
    private final int items;
    private final int associations;

    GeneratedFramework(int number, int items, int associations) {
        this.number = number;
        this.items = items;
        this.associations = associations;
    }

    UUID id() {
        return id("document", 0);
    }

    private UUID id(String kind, int n) {
        return UUID.nameUUIDFromBytes((number + " " + kind + " " + n).getBytes(StandardCharsets.UTF_8));
    }

    private String uri(String kind, int n) {
        return "https://frameworks.example/" + number + "/" + id(kind, n);
    }

    String code(int n) {
        return "B%d.%d.%d.%d".formatted(number, n % AREAS + 1, n / AREAS % TOPICS + 1, n / (AREAS * TOPICS));
    }

    /** Writes the package; in another edition every hundredth statement reads otherwise. */
    void write(Path file, int edition) throws IOException {
        Random words = new Random(number);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("""
                {"CFDocument":{"identifier":"%s","uri":"%s","creator":"Throughline bench","title":"Generated framework %d",
                "lastChangeDateTime":"2026-11-%02dT00:00:00Z","language":"en","adoptionStatus":"Implemented"},"CFItems":[
                """.formatted(id(), uri("document", 0), number, edition));
            for (int n = 0; n < items; n++) {
                String statement = "%s %s %s; statement %d of framework %d%s."
                        .formatted(
                                pick(VERBS, words),
                                pick(OBJECTS, words),
                                pick(WAYS, words),
                                n,
                                number,
                                edition > 1 && n % 100 == 0 ? ", in its edition " + edition : "");
                out.write(n == 0 ? "" : ",\n");
                out.write("""
                    {"identifier":"%s","uri":"%s","fullStatement":"%s","humanCodingScheme":"%s","CFItemType":"%s","language":"en",\
                    "educationLevel":["%02d"],"conceptKeywords":["%s"],"notes":"%s","lastChangeDateTime":"2026-11-%02dT00:00:00Z"}\
                    """.formatted(
                                id("item", n),
                                uri("item", n),
                                statement,
                                code(n),
                                n < AREAS ? "Area" : n < AREAS * TOPICS ? "Topic" : "Skill",
                                n % 12 + 1,
                                pick(OBJECTS, words),
                                "Shown %s and judged by two people.".formatted(pick(WAYS, words)),
                                edition));
            }
            out.write("],\"CFAssociations\":[\n");
            for (int n = 0; n < associations; n++) {
                out.write(n == 0 ? "" : ",\n");
                association(out, n, words);
            }
            out.write("]}\n");
        }
    }

    private void association(Writer out, int n, Random words) throws IOException {
        int from = n % items;
        String type = "isChildOf";
        UUID to = id();
        String toUri = uri("document", 0);
        if (n >= items) {
            type = n % 2 == 0 ? "isRelatedTo" : "exactMatchOf";
            int other = words.nextInt(items);
            GeneratedFramework where = n % 2 == 0 ? this : new GeneratedFramework(number + 1, items, associations);
            to = where.id("item", other);
            toUri = where.uri("item", other);
        } else if (from >= AREAS) {
            int parent = from < AREAS * TOPICS ? from % AREAS : from % (AREAS * TOPICS);
            to = id("item", parent);
            toUri = uri("item", parent);
        }
        out.write("""
            {"identifier":"%s","uri":"%s","associationType":"%s","sequenceNumber":%d,"originNodeURI":{"title":"%s","identifier":"%s","uri":"%s"},\
            "destinationNodeURI":{"title":"node","identifier":"%s","uri":"%s"},"lastChangeDateTime":"2026-11-01T00:00:00Z"}\
            """.formatted(
                        id("association", n),
                        uri("association", n),
                        type,
                        n / items == 0 ? from + 1 : n,
                        code(from),
                        id("item", from),
                        uri("item", from),
                        to,
                        toUri));
    }

    /** What somebody types who looks for one of the statements, letter by letter, and now and then a code. */
    List<String> typed(int n) {
        Random words = new Random(n);
        if (n % 4 == 0) {
            String code = code(words.nextInt(items));
            return List.of(code.substring(0, 4), code);
        }
        String all = (pick(VERBS, words) + " " + pick(OBJECTS, words)).toLowerCase(Locale.ROOT);
        int half = Math.min(all.length(), 4 + words.nextInt(8));
        return List.of(all.substring(0, 3), all.substring(0, half).strip(), all);
    }

    private static String pick(List<String> from, Random words) {
        return from.get(words.nextInt(from.size()));
    }
}
