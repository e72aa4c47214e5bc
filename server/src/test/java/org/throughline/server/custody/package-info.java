@NullMarked
package org.throughline.server.custody;

import org.jspecify.annotations.NullMarked;
