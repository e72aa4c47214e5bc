/** Read, write, repair and check CASE 1.0 and 1.1 packages. */
@NullMarked
package org.throughline.caseformat;

import org.jspecify.annotations.NullMarked;
