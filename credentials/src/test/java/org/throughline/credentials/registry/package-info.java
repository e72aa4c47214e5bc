/** Tests of the room {@code registry}. */
@NullMarked
package org.throughline.credentials.registry;

import org.jspecify.annotations.NullMarked;
