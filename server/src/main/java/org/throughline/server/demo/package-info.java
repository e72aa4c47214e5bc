/**
 * The demo's story: a college and two energy employers, from a job requirement to an explained match. It only uses the doors that other
 * users have, and exists only when {@code throughline.demo=true}.
 *
 * <p>Begin at {@link org.throughline.server.demo.Story}.
 */
@NullMarked
package org.throughline.server.demo;

import org.jspecify.annotations.NullMarked;
