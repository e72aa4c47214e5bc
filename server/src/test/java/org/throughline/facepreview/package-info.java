/** The face alone on a port, without database and sign-in: for looking at it and for its tests in a browser. */
@NullMarked
package org.throughline.facepreview;

import org.jspecify.annotations.NullMarked;
