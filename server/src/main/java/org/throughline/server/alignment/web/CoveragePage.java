package org.throughline.server.alignment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.MatrixView;
import org.throughline.server.face.TableView;

/**
 * How far a crosswalk covers its requirements.
 *
 * @param sentence the answer in one sentence: how many are covered, and the widest gaps
 * @param gaps requirements that nothing answers yet
 * @param groups the roll-up, group by group
 * @param matrix requirements against clusters of outcomes; null when there is nothing to set against each other
 */
public record CoveragePage(
        String title,
        String boardHref,
        String requirements,
        String outcomes,
        String sentence,
        int covered,
        int total,
        String strength,
        List<Gap> gaps,
        TableView groups,
        @Nullable MatrixView matrix,
        String csvHref) {
    public CoveragePage {
        gaps = List.copyOf(gaps);
    }

    /** A requirement without an accepted alignment. */
    public record Gap(String label, String href) {}
}
