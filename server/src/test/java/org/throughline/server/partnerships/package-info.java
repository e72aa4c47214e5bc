/** Tests of partnerships. */
@NullMarked
package org.throughline.server.partnerships;

import org.jspecify.annotations.NullMarked;
