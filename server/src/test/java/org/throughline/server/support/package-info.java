/** What tests of the server stand on: a real database, a real port, no doubles. */
@NullMarked
package org.throughline.server.support;

import org.jspecify.annotations.NullMarked;
