/** Other formats becoming CASE packages, tried on the published files. */
@NullMarked
package org.throughline.caseformat.exchange;

import org.jspecify.annotations.NullMarked;
