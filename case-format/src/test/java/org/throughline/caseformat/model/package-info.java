/** Identifiers and words of the standard. */
@NullMarked
package org.throughline.caseformat.model;

import org.jspecify.annotations.NullMarked;
