package org.throughline.server.alignment;

import java.util.List;
import org.throughline.matching.Decision;

/**
 * What may teach the suggestions of a crosswalk.
 *
 * @param forward decided pairs, from requirements to outcomes
 * @param backward the same from outcomes to requirements
 */
record Lessons(List<Decision> forward, List<Decision> backward, int own, int partnership, int elsewhere) {
    /** Nothing was decided. */
    static final Lessons NONE = new Lessons(List.of(), List.of(), 0, 0, 0);

    Lessons {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }
}
