/** Floor 8: cohorts of educators and employers that work on the same frameworks and crosswalks. */
@NullMarked
package org.throughline.server.partnerships;

import org.jspecify.annotations.NullMarked;
