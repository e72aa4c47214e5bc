@NullMarked
package org.throughline.server.audit;

import org.jspecify.annotations.NullMarked;
