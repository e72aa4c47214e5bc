/** Tests of the room {@code status}. */
@NullMarked
package org.throughline.credentials.status;

import org.jspecify.annotations.NullMarked;
