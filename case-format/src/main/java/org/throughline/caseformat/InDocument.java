package org.throughline.caseformat;

import org.throughline.caseformat.model.LinkURI;

/**
 * An item or an association together with the document it belongs to, as the API tells it outside of a package.
 *
 * @param value the object
 * @param CFDocumentURI the link to its document
 */
@SuppressWarnings("MemberName") // the wire word is the standard's, letter for letter
public record InDocument<T>(T value, LinkURI CFDocumentURI) {}
