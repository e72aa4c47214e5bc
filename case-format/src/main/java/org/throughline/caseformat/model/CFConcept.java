package org.throughline.caseformat.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A concept that items of a framework are about.
 *
 * @param identifier the concept's identifier
 * @param uri where it is told about
 * @param title what it is called
 * @param hierarchyCode its place among the concepts; a child's code begins with its parent's
 * @param lastChangeDateTime its last change
 * @param keywords what it covers, divided by {@code |}
 * @param description what it means
 * @param extensions what the standard has no word for (1.1)
 */
public record CFConcept(
        UUID identifier,
        String uri,
        String title,
        String hierarchyCode,
        Instant lastChangeDateTime,
        @Nullable String keywords,
        @Nullable String description,
        Extensions extensions) {}
