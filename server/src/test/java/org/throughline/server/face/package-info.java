/** Tests of the face: contrast, words, components rendered by their templates. */
@NullMarked
package org.throughline.server.face;

import org.jspecify.annotations.NullMarked;
