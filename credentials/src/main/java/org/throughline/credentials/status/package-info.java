/** Published lists of what was taken back: encode, decode, look up, change; bits in both orders, and names. */
@NullMarked
package org.throughline.credentials.status;

import org.jspecify.annotations.NullMarked;
