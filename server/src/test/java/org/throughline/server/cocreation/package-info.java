/** People of several organizations who shape a framework together, in a real database. */
@NullMarked
package org.throughline.server.cocreation;

import org.jspecify.annotations.NullMarked;
