/** Floor 6: crosswalks between frameworks, their decisions, equivalence and coverage. */
@NullMarked
package org.throughline.server.alignment;

import org.jspecify.annotations.NullMarked;
