/** Frameworks against a real database: what comes in, what stands, what goes out. */
@NullMarked
package org.throughline.server.frameworks;

import org.jspecify.annotations.NullMarked;
