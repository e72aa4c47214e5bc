/** The room alignment against a real database. */
@NullMarked
package org.throughline.server.alignment;

import org.jspecify.annotations.NullMarked;
