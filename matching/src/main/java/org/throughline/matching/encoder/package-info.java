/**
 * A text encoder that an operator brings: an ONNX model and its words, in a directory. Begin at
 * {@link org.throughline.matching.encoder.EncoderDirectory}. Without one nothing here is loaded.
 */
@NullMarked
package org.throughline.matching.encoder;

import org.jspecify.annotations.NullMarked;
