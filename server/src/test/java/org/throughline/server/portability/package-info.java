@NullMarked
package org.throughline.server.portability;

import org.jspecify.annotations.NullMarked;
