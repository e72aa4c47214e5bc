/** The only binding between JSON and the words of the standards: credentials out, claims in, reports out. */
@NullMarked
package org.throughline.credentials.json;

import org.jspecify.annotations.NullMarked;
