/** Crosswalks for people: the list, the board where pairs are decided, coverage, and the line of one requirement. */
@NullMarked
package org.throughline.server.alignment.web;

import org.jspecify.annotations.NullMarked;
