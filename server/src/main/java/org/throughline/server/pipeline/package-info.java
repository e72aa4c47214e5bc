/** Floor 8: supply and demand per competency, for leaders. */
@NullMarked
package org.throughline.server.pipeline;

import org.jspecify.annotations.NullMarked;
