/** The server of the house. */
@NullMarked
package org.throughline.server;

import org.jspecify.annotations.NullMarked;
