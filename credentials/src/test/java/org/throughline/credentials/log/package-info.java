/** Tests of the room {@code log}. */
@NullMarked
package org.throughline.credentials.log;

import org.jspecify.annotations.NullMarked;
