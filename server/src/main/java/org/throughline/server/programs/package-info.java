/** Floor 5: programmes, courses and achievement definitions, tied to CFItems. */
@NullMarked
package org.throughline.server.programs;

import org.jspecify.annotations.NullMarked;
