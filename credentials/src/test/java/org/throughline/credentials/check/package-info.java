/** Tests of the room {@code check}. */
@NullMarked
package org.throughline.credentials.check;

import org.jspecify.annotations.NullMarked;
