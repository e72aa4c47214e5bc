/** How fast it is, beside others, in one run. Begin with {@link org.throughline.benchmarks.Bench}. */
@NullMarked
package org.throughline.benchmarks;

import org.jspecify.annotations.NullMarked;
