/** The doors of the library: read, verify and issue Open Badges 3.0 and CLR 2.0. */
@NullMarked
package org.throughline.credentials;

import org.jspecify.annotations.NullMarked;
