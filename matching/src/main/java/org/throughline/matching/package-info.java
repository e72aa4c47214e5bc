/** Suggestions between two lists of statements, and the arithmetic of ranking people. */
@NullMarked
package org.throughline.matching;

import org.jspecify.annotations.NullMarked;
