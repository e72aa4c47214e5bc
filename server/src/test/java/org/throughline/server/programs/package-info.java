/** The room programs against a real database. */
@NullMarked
package org.throughline.server.programs;

import org.jspecify.annotations.NullMarked;
