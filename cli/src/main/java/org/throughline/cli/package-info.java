/** The commands that need no server. */
@NullMarked
package org.throughline.cli;

import org.jspecify.annotations.NullMarked;
