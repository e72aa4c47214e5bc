package org.throughline.server.frameworks;

import java.util.List;
import org.throughline.server.face.Line;

/**
 * Lines through an item that rooms above know of (alignments), for its page. A contributor, as a bean, shows only what the person of the
 * current request may see.
 */
@FunctionalInterface
public interface ItemLines {
    /** The lines, strongest first; none where there are none. */
    List<Line> lines(FrameworkItem item);
}
