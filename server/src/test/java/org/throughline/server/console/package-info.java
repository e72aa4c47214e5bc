/** The console's commands and its door. */
@NullMarked
package org.throughline.server.console;

import org.jspecify.annotations.NullMarked;
