/** Tests of the commands as a person or a script calls them. */
@NullMarked
package org.throughline.cli;

import org.jspecify.annotations.NullMarked;
