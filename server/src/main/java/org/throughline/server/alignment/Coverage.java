package org.throughline.server.alignment;

import java.util.List;
import org.throughline.server.frameworks.FrameworkItem;

/**
 * Which requirements of a crosswalk are covered, in tree order.
 *
 * @param requirements the leaves of the requirements' framework
 * @param covered how many of them have an accepted alignment
 */
public record Coverage(Crosswalk crosswalk, List<Row> requirements, int covered) {
    public Coverage {
        requirements = List.copyOf(requirements);
    }

    /**
     * @param strength the strongest accepted alignment, in [0, 1]; 0 is a gap
     * @param accepted all accepted alignments of this requirement, strongest first
     */
    public record Row(FrameworkItem requirement, double strength, List<AlignmentStep> accepted) {
        public Row {
            accepted = List.copyOf(accepted);
        }
    }
}
