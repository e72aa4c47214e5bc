/** Floor 2: the log of what was done, by whom and to what, written in the business transaction. */
@NullMarked
package org.throughline.server.audit;

import org.jspecify.annotations.NullMarked;
