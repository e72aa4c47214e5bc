package org.throughline.caseformat.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A named group of associations, such as one crosswalk.
 *
 * @param identifier the group's identifier
 * @param uri where it is told about
 * @param title what it is called
 * @param lastChangeDateTime its last change
 * @param description what its associations have in common
 * @param extensions what the standard has no word for (1.1)
 */
public record CFAssociationGrouping(
        UUID identifier,
        String uri,
        String title,
        Instant lastChangeDateTime,
        @Nullable String description,
        Extensions extensions) {

    /** The link that associations of this group carry. */
    public LinkURI link() {
        return new LinkURI(title, identifier, uri);
    }
}
