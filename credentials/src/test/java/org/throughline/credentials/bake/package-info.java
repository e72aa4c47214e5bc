/** Tests of the room {@code bake}. */
@NullMarked
package org.throughline.credentials.bake;

import org.jspecify.annotations.NullMarked;
