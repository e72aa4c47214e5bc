package org.throughline.credentials.model;

import org.jspecify.annotations.Nullable;

/**
 * The tie between an achievement and a competency in somebody's framework (Open Badges 3.0, B.1.4 Alignment).
 *
 * @param targetName  what the competency is called there
 * @param targetUrl  where it lives; of a CASE item this is its {@code uri}, compared as exact text
 * @param targetType  the kind of target, {@code CFItem} for a CASE item
 * @param targetCode  its code or identifier in the framework
 * @param targetDescription  its statement in full
 * @param targetFramework  the framework's title
 */
public record Alignment(
        String targetName,
        String targetUrl,
        @Nullable String targetType,
        @Nullable String targetCode,
        @Nullable String targetDescription,
        @Nullable String targetFramework) {

    /** The {@code targetType} of an item of a CASE framework. */
    public static final String CF_ITEM = "CFItem";
}
