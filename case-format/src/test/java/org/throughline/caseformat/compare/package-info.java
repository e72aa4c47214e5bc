/** What people read as a difference, and what a variant takes over. */
@NullMarked
package org.throughline.caseformat.compare;

import org.jspecify.annotations.NullMarked;
