@NullMarked
package org.throughline.matching.encoder;

import org.jspecify.annotations.NullMarked;
