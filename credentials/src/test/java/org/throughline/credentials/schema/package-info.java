/** Tests of this room. */
@NullMarked
package org.throughline.credentials.schema;

import org.jspecify.annotations.NullMarked;
