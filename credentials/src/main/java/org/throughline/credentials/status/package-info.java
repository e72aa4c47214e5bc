/** Bitstring Status Lists: encode, decode, look up, change. */
@NullMarked
package org.throughline.credentials.status;

import org.jspecify.annotations.NullMarked;
