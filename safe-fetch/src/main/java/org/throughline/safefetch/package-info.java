/** The only HTTP to addresses that strangers name. */
@NullMarked
package org.throughline.safefetch;

import org.jspecify.annotations.NullMarked;
