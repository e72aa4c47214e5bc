/** Small walls with small tests, for the test of the run with teeth itself; that run leaves them out. */
@NullMarked
package org.throughline.server.teeth.samples;

import org.jspecify.annotations.NullMarked;
