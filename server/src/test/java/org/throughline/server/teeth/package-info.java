/** The abuse cases, and the proof that each of their tests would notice if its defence were gone. */
@NullMarked
package org.throughline.server.teeth;

import org.jspecify.annotations.NullMarked;
