@NullMarked
package org.throughline.server.access;

import org.jspecify.annotations.NullMarked;
