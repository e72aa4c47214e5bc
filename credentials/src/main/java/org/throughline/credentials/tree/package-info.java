/** Strict JSON in and exact JSON out: the one place where bytes of strangers become a tree. */
@NullMarked
package org.throughline.credentials.tree;

import org.jspecify.annotations.NullMarked;
