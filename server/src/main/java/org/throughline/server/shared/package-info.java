/** Floor 1: values that every room speaks: item URIs, problems, pages of results, our public address. Knows nothing of the other rooms. */
@NullMarked
package org.throughline.server.shared;

import org.jspecify.annotations.NullMarked;
