package org.throughline.caseformat;

import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.LinkURI;

/**
 * A document together with its package, as the API tells it outside of the package.
 *
 * @param document the document
 * @param CFPackageURI the link to its package
 */
@SuppressWarnings("MemberName") // the wire word is the standard's, letter for letter
public record DocumentEntry(CFDocument document, LinkURI CFPackageURI) {}
