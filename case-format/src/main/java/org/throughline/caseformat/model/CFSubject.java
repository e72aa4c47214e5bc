package org.throughline.caseformat.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subject of a framework or of its items.
 *
 * @param identifier the subject's identifier
 * @param uri where it is told about
 * @param title what it is called
 * @param hierarchyCode its place among the subjects; a child's code begins with its parent's
 * @param lastChangeDateTime its last change
 * @param description what it means
 * @param extensions what the standard has no word for (1.1)
 */
public record CFSubject(
        UUID identifier,
        String uri,
        String title,
        String hierarchyCode,
        Instant lastChangeDateTime,
        @Nullable String description,
        Extensions extensions) {}
