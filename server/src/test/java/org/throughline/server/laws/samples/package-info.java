/** What the laws must catch. */
@NullMarked
package org.throughline.server.laws.samples;

import org.jspecify.annotations.NullMarked;
