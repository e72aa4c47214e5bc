/** One class per rule; the results and the report that they add up to. */
@NullMarked
package org.throughline.credentials.check;

import org.jspecify.annotations.NullMarked;
