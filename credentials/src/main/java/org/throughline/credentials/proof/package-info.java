/** Canonical forms and signatures: one class per cryptosuite of W3C Data Integrity. */
@NullMarked
package org.throughline.credentials.proof;

import org.jspecify.annotations.NullMarked;
