/** Tests of the room {@code tree}. */
@NullMarked
package org.throughline.credentials.tree;

import org.jspecify.annotations.NullMarked;
