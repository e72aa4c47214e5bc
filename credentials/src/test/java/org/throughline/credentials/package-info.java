/** Tests of the doors, and of the material that stands under {@code samples/}. */
@NullMarked
package org.throughline.credentials;

import org.jspecify.annotations.NullMarked;
