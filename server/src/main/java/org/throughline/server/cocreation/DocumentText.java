package org.throughline.server.cocreation;

import org.jspecify.annotations.Nullable;

/**
 * The texts about a framework itself that people shape; what else its CFDocument holds stays as it is.
 *
 * @param title not blank
 * @param creator the body with authority over it, not blank
 * @param language of its texts, such as {@code en}
 * @param version in the publisher's own counting
 * @param officialSourceURL the human-readable original
 */
public record DocumentText(
        String title,
        String creator,
        @Nullable String publisher,
        @Nullable String description,
        @Nullable String language,
        @Nullable String version,
        @Nullable String adoptionStatus,
        @Nullable String officialSourceURL,
        @Nullable String notes) {}
