/** Tests of canonical forms and signatures. */
@NullMarked
package org.throughline.credentials.proof;

import org.jspecify.annotations.NullMarked;
