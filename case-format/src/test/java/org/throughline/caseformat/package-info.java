/** What the library promises, tried on our samples and on other systems' files. */
@NullMarked
package org.throughline.caseformat;

import org.jspecify.annotations.NullMarked;
