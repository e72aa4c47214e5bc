/** How JSON is read and written, byte by byte. */
@NullMarked
package org.throughline.caseformat.json;

import org.jspecify.annotations.NullMarked;
