/**
 * The only place where CASE meets JSON: reading whatever other systems write, writing exactly what the standard says. Knows the
 * model and says what it found to {@link org.throughline.caseformat.check.Remarks}.
 */
@NullMarked
package org.throughline.caseformat.json;

import org.jspecify.annotations.NullMarked;
