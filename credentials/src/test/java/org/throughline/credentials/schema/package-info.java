/** Tests of the room {@code schema}. */
@NullMarked
package org.throughline.credentials.schema;

import org.jspecify.annotations.NullMarked;
