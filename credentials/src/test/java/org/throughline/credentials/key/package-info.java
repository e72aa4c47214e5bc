/** Tests of the room {@code key}. */
@NullMarked
package org.throughline.credentials.key;

import org.jspecify.annotations.NullMarked;
