/**
 * Questions about a whole package: do its links lead somewhere, is its tree a tree; and the repairs where they do not. Knows the
 * model and the graph, not JSON.
 */
@NullMarked
package org.throughline.caseformat.check;

import org.jspecify.annotations.NullMarked;
