/** Our term tables against the published contexts. */
@NullMarked
package org.throughline.credentials.context;

import org.jspecify.annotations.NullMarked;
