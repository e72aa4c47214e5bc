/** Attacks on the guarded door: every test here is somebody who wants us to fetch what we should not. */
@NullMarked
package org.throughline.safefetch;

import org.jspecify.annotations.NullMarked;
