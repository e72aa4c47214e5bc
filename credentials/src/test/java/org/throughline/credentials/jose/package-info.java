/** Tests of signed tokens. */
@NullMarked
package org.throughline.credentials.jose;

import org.jspecify.annotations.NullMarked;
