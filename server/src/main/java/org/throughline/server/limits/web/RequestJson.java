package org.throughline.server.limits.web;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that strangers send to our own interfaces: each name once, nothing behind the end, no deeper, longer or more than such a body needs to
 * be. (Credentials and CASE packages have stricter readers of their own.)
 */
public final class RequestJson {
    private static final int DEPTH = 64;
    private static final int NUMBER = 100;
    private static final int NAME = 1_000;
    private static final int STRING = 1_048_576;
    private static final long BYTES = 2_097_152;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(NUMBER)
                            .maxNameLength(NAME)
                            .maxStringLength(STRING)
                            .maxDocumentLength(BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestJson() {}

    /** Reads and writes so. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
