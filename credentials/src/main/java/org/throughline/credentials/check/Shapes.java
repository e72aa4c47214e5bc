package org.throughline.credentials.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shapes of all documents that we know, read from the table {@code structure.shapes} beside this class. */
final class Shapes {

    private static final Set<Shape.Kind> NAMED = Set.of(Shape.Kind.WORD, Shape.Kind.SHAPE, Shape.Kind.REFERENCE);
    private static final Map<String, Shape.Kind> PLAIN = Arrays.stream(Shape.Kind.values())
            .filter(kind -> !NAMED.contains(kind))
            .collect(Collectors.toUnmodifiableMap(kind -> kind.name().toLowerCase(Locale.ROOT), kind -> kind));

    private static final Map<String, Shape> ALL = read();

    private Shapes() {}

    /** The shape of this name. */
    static Shape of(String name) {
        Shape shape = ALL.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("The table has no shape " + name);
        }
        return shape;
    }

    private static Map<String, Shape> read() {
        try (InputStream in = Shapes.class.getResourceAsStream("structure.shapes")) {
            if (in == null) {
                throw new IllegalStateException("The table structure.shapes is missing from the library");
            }
            return new Reading().read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The table structure.shapes cannot be read", e);
        }
    }

    /** Walks the lines once. */
    private static final class Reading {
        private final Map<String, Set<String>> vocabularies = new HashMap<>();
        private final Map<String, Shape> shapes = new HashMap<>();
        private List<String> head = List.of();
        private Map<String, Shape.Rule> rules = new LinkedHashMap<>();

        Map<String, Shape> read(String text) {
            for (String line : text.lines().toList()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                List<String> words = List.of(line.strip().split("\\s+"));
                switch (words.getFirst()) {
                    case "words" -> vocabularies.put(words.get(1), new LinkedHashSet<>(words.subList(2, words.size())));
                    case "shape" -> {
                        end();
                        head = words;
                    }
                    default -> rule(words);
                }
            }
            end();
            shapes.values().stream()
                    .flatMap(shape -> shape.rules().values().stream())
                    .filter(rule -> rule.kind() == Shape.Kind.SHAPE || rule.kind() == Shape.Kind.REFERENCE)
                    .filter(rule -> !shapes.containsKey(rule.of()))
                    .findFirst()
                    .ifPresent(rule -> {
                        throw new IllegalStateException("The table does not explain the kind " + rule.of());
                    });
            return Map.copyOf(shapes);
        }

        private void rule(List<String> words) {
            String property = words.get(0);
            String kind = words.get(1);
            boolean required = property.endsWith("!");
            boolean many = kind.endsWith("+");
            property = required ? property.substring(0, property.length() - 1) : property;
            kind = many ? kind.substring(0, kind.length() - 1) : kind;
            Shape.Kind plain = PLAIN.get(kind);
            if (plain != null) {
                rules.put(property, new Shape.Rule(property, required, many, plain, "", Set.of()));
            } else if (vocabularies.containsKey(kind)) {
                Set<String> vocabulary =
                        Optional.ofNullable(vocabularies.get(kind)).orElse(Set.of());
                rules.put(property, new Shape.Rule(property, required, many, Shape.Kind.WORD, kind, vocabulary));
            } else if (kind.startsWith("~")) {
                rules.put(
                        property,
                        new Shape.Rule(property, required, many, Shape.Kind.REFERENCE, kind.substring(1), Set.of()));
            } else {
                rules.put(property, new Shape.Rule(property, required, many, Shape.Kind.SHAPE, kind, Set.of()));
            }
        }

        private void end() {
            if (!head.isEmpty()) {
                int is = head.indexOf("is");
                @Nullable String type = is < 0 ? null : head.get(is + 1);
                shapes.put(head.get(1), Shape.of(head.get(1), type, head.contains("closed"), rules));
            }
            rules = new LinkedHashMap<>();
        }
    }
}
