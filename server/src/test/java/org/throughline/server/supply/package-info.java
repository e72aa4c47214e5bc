/** What the server is made of. */
@NullMarked
package org.throughline.server.supply;

import org.jspecify.annotations.NullMarked;
