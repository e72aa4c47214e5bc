/** Achievements over real HTTP. */
@NullMarked
package org.throughline.server.programs.web;

import org.jspecify.annotations.NullMarked;
