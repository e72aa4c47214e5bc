/** The shape of frameworks, ordinary and outsized. */
@NullMarked
package org.throughline.caseformat.graph;

import org.jspecify.annotations.NullMarked;
