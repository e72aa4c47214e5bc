/**
 * Credentials inside of images: PNG chunks and SVG tags of Open Badges 3.0 (section 5.3) and 2.0 (Baking 1.0). Begin at {@link
 * org.throughline.credentials.bake.ImageKind}. Nothing is ever decompressed, no pixel is looked at, nothing is fetched.
 */
@NullMarked
package org.throughline.credentials.bake;

import org.jspecify.annotations.NullMarked;
