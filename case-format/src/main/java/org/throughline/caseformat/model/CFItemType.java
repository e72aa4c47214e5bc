package org.throughline.caseformat.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A class of statements, such as Skill or Standard.
 *
 * @param identifier the type's identifier
 * @param uri where it is told about
 * @param title what it is called; items repeat it in their {@code CFItemType}
 * @param description what it means (1.0 lets it be absent, 1.1 requires it)
 * @param hierarchyCode its place among the types; a child's code begins with its parent's
 * @param lastChangeDateTime its last change
 * @param typeCode a code for machines
 * @param extensions what the standard has no word for (1.1)
 */
public record CFItemType(
        UUID identifier,
        String uri,
        String title,
        String description,
        String hierarchyCode,
        Instant lastChangeDateTime,
        @Nullable String typeCode,
        Extensions extensions) {

    /** The link that items of this type carry. */
    public LinkURI link() {
        return new LinkURI(title, identifier, uri);
    }
}
