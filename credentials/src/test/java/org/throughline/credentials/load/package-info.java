/** Tests of the room {@code load}. */
@NullMarked
package org.throughline.credentials.load;

import org.jspecify.annotations.NullMarked;
