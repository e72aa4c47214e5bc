/** Makes the files under {@code samples/credentials} from fixed keys, and walks them. */
@NullMarked
package org.throughline.credentials.samples;

import org.jspecify.annotations.NullMarked;
