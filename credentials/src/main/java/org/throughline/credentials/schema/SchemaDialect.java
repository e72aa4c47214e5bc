package org.throughline.credentials.schema;

import java.util.Optional;

/** The versions of JSON Schema that are understood, oldest first. */
enum SchemaDialect {
    DRAFT_4("http://json-schema.org/draft-04/schema"),
    DRAFT_6("http://json-schema.org/draft-06/schema"),
    DRAFT_7("http://json-schema.org/draft-07/schema"),
    DRAFT_2019_09("https://json-schema.org/draft/2019-09/schema"),
    DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema");

    private final String url;

    SchemaDialect(String url) {
        this.url = url;
    }

    /** The version that {@code $schema} names. */
    static Optional<SchemaDialect> of(String named) {
        String plain = named.endsWith("#") ? named.substring(0, named.length() - 1) : named;
        for (SchemaDialect dialect : values()) {
            if (dialect.url.equals(plain)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    /** Whether a reference makes everything beside it silent. */
    boolean refAlone() {
        return compareTo(DRAFT_2019_09) < 0;
    }
}
