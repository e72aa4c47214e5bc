package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.Extensions;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of other forms than CASE, read within limits. */
final class JsonTree {

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(1 << 20)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonTree() {}

    /** The most values and names of one document; it stands in memory as a whole. */
    private static final int MAX_VALUES = 3_000_000;

    /** The document; empty after an error was remarked. */
    static Optional<JsonNode> of(byte[] bytes, Remarks remarks) {
        try {
            if (values(bytes) > MAX_VALUES) {
                remarks.error("too-large", "", "Found more than " + MAX_VALUES + " values, which is the limit.");
                return Optional.empty();
            }
            JsonNode root = JSON.readTree(bytes);
            if (!root.isMissingNode()) {
                return Optional.of(root);
            }
            remarks.error("unreadable-json", "", "This is no whole JSON document: it is empty.");
        } catch (StreamConstraintsException e) {
            remarks.error("too-large", "", "Beyond a limit of this reader: " + reason(e) + ".");
        } catch (JacksonException e) {
            remarks.error("unreadable-json", "", "This is no whole JSON document: " + reason(e) + ".");
        }
        return Optional.empty();
    }

    private static long values(byte[] bytes) {
        long values = 0;
        try (JsonParser parser = JSON.createParser(bytes)) {
            while (values <= MAX_VALUES && parser.nextToken() != null) {
                values++;
            }
        }
        return values;
    }

    private static String reason(JacksonException e) {
        @Nullable String message = e.getOriginalMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }

    /** A value as one text that is the same for the same properties in whatever order. */
    static String sorted(JsonNode value) {
        return sortedTree(value).toString();
    }

    private static JsonNode sortedTree(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode sorted = JSON.createObjectNode();
                new TreeMap<>(object.properties().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                        .forEach((name, inner) -> sorted.set(name, sortedTree(inner)));
                yield sorted;
            }
            case ArrayNode list -> {
                ArrayNode sorted = JSON.createArrayNode();
                list.forEach(inner -> sorted.add(sortedTree(inner)));
                yield sorted;
            }
            default -> value;
        };
    }

    /** The value as a list: its elements, itself alone, or nothing. */
    static List<JsonNode> list(@Nullable JsonNode value) {
        List<JsonNode> all = new ArrayList<>();
        if (value != null && value.isArray()) {
            value.forEach(all::add);
        } else if (value != null && !value.isNull() && !value.isMissingNode()) {
            all.add(value);
        }
        return all;
    }

    /** A value as a plain text; null where it is none or blank. */
    static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || !(value.isString() || value.isNumber() || value.isBoolean())) {
            return null;
        }
        String text = clean(value.asString("")).strip();
        return text.isEmpty() ? null : text;
    }

    /** A value as an extension of this name; a number that CASE's schema would refuse there becomes a text. */
    static Extensions.Value extension(String name, JsonNode value) {
        if (value.isString()) {
            return new Extensions.Text(clean(value.asString("")));
        }
        String json = value.toString();
        return Extensions.namespaced(name) && Extensions.refused(json)
                ? new Extensions.Text(json)
                : new Extensions.Json(json);
    }

    /** Without what neither XML nor a database can hold. */
    static String clean(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c >= 0x20 || c == '\t' || c == '\n' || c == '\r')
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
