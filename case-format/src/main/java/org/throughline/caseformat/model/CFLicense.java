package org.throughline.caseformat.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What others may do with a framework or an item.
 *
 * @param identifier the licence's identifier
 * @param uri where it is told about
 * @param title what it is called
 * @param licenseText its text, or a link to it
 * @param lastChangeDateTime its last change
 * @param description what it means in short
 * @param extensions what the standard has no word for (1.1)
 */
public record CFLicense(
        UUID identifier,
        String uri,
        String title,
        String licenseText,
        Instant lastChangeDateTime,
        @Nullable String description,
        Extensions extensions) {

    /** The link that documents and items under this licence carry. */
    public LinkURI link() {
        return new LinkURI(title, identifier, uri);
    }
}
