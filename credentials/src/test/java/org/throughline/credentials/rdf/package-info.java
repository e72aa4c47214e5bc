/** Statements and their canonical form against the standard's vectors. */
@NullMarked
package org.throughline.credentials.rdf;

import org.jspecify.annotations.NullMarked;
