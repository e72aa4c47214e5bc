package org.throughline.matching;

import java.util.List;

/** Turns texts into places: what means the same lies in the same direction. One more opinion on how alike two statements are, where somebody has it. */
public interface TextEncoder {
    /** One vector of unit length per text, all of the same size; zeros for a text in which nothing is known. Safe for concurrent use. */
    List<float[]> encode(List<String> texts);

    /** Changes whenever the same text may be turned into another vector; becomes part of {@link Suggester#modelVersion}. */
    String version();
}
