/** What people enter is text, wherever it is shown. */
@NullMarked
package org.throughline.server.injection;

import org.jspecify.annotations.NullMarked;
