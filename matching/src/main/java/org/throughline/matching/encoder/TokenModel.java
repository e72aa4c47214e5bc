package org.throughline.matching.encoder;

/** A network that turns tokens into vectors; the class that loads it stands apart, since it needs ONNX Runtime. */
public interface TokenModel {
    /**
     * One vector per row, of any length.
     *
     * @param tokens numbers of tokens, rows of equal length
     * @param mask 1 where a token stands, 0 where a row is filled up
     */
    float[][] vectors(long[][] tokens, long[][] mask);
}
