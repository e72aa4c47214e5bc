package org.throughline.caseformat.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link to one end of an association, which may lie outside CASE.
 *
 * @param title what the node is called
 * @param identifier the node's identifier; any text where the node is not a CASE object
 * @param uri where it is told about
 * @param targetType {@code CASE} or {@code ext:…}; absent means {@code CASE} (1.1)
 */
public record LinkGenURI(
        String title,
        String identifier,
        String uri,
        @Nullable String targetType) {

    /** A link to a CASE object. */
    public static LinkGenURI to(String title, UUID identifier, String uri) {
        return new LinkGenURI(title, identifier.toString(), uri, null);
    }

    /** A link to an item of a framework, named as people name it. */
    public static LinkGenURI to(CFItem item) {
        return to(item.label(), item.identifier(), item.uri());
    }

    /** A link to a document, as top items have it for their parent. */
    public static LinkGenURI to(CFDocument document) {
        return to(document.title(), document.identifier(), document.uri());
    }
}
