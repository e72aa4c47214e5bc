/** Crosswalks over real HTTP. */
@NullMarked
package org.throughline.server.alignment.web;

import org.jspecify.annotations.NullMarked;
