/** What a verification may ask the world for, and the adapters that answer. */
@NullMarked
package org.throughline.credentials.load;

import org.jspecify.annotations.NullMarked;
