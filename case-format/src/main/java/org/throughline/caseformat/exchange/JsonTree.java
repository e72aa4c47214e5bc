package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    /** The document; empty after an error was remarked. */
    static Optional<JsonNode> of(byte[] bytes, Remarks remarks) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (!root.isMissingNode()) {
                return Optional.of(root);
            }
            remarks.error("unreadable-json", "", "This is no whole JSON document: it is empty.");
        } catch (JacksonException e) {
            @Nullable String message = e.getOriginalMessage();
            remarks.error(
                    "unreadable-json",
                    "",
                    "This is no whole JSON document: "
                            + (message == null
                                    ? "no reason given"
                                    : message.lines().findFirst().orElse("")) + ".");
        }
        return Optional.empty();
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

    /** Without what neither XML nor a database can hold. */
    static String clean(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c >= 0x20 || c == '\t' || c == '\n' || c == '\r')
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
